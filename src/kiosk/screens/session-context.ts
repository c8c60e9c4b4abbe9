import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { SessionState } from '../session/machine.ts';
import type { Session } from '../session/store.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a screen stands outside <Shopper>');
  return session;
}

export function useSessionState(): SessionState {
  return useStore(useSession().store);
}
