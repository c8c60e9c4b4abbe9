// What each text message is to end with.
import { findStopNumber } from '#domain/stop-number.ts';
import { toSmsFooter } from '#i18n/sms.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { type Command, print } from './command.ts';

export const smsFooterCommands: readonly Command[] = [
  {
    usage: 'sms-footer',
    summary: 'print the words that each text must end with, in every language of the shop',
    async run({ store }) {
      const { config } = await mustGetCurrentConfig(store);
      const stopNumber = findStopNumber(config);
      if (stopNumber === undefined) {
        print('The shop config asks for no texts, or has no stopNumber to answer STOP to.');
        return false;
      }
      for (const language of config.languages) print(`${language}  ${toSmsFooter(stopNumber, language)}`);
      return true;
    },
  },
];
