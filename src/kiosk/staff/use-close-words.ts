import { type CloseWords, closeWords } from '#i18n/kiosk/close-words.ts';
import { useLanguage } from '../screens/kiosk-context.ts';

export function useCloseWords(): CloseWords {
  return closeWords[useLanguage()];
}
