import { type TeamWords, teamWords } from '#i18n/kiosk/team-words.ts';
import { useLanguage } from '../screens/kiosk-context.ts';

export function useTeamWords(): TeamWords {
  return teamWords[useLanguage()];
}
