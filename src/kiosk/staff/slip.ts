// The slip as lines of a label and a value, for the screen, for paper and for the file that is to be read.
import { countRecords, countTold, judgeClose } from '#domain/close-judgement.ts';
import type { CloseReport } from '#domain/closed-day.ts';
import { NOTABLE_SKEW } from '#domain/custody.ts';
import type { CloseWords } from '#i18n/kiosk/close-words.ts';

export interface SlipLine {
  readonly label: string;
  readonly value: string;
  /** strong: a sum. sub: of the line before. check: somebody must look. */
  readonly look?: 'strong' | 'sub' | 'check';
}

export interface Slip {
  readonly head: readonly string[];
  readonly blocks: readonly (readonly SlipLine[])[];
  readonly foot: string;
}

export interface SlipTexts {
  readonly words: CloseWords['slip'];
  /** Title, place, day and hours. */
  readonly head: readonly string[];
  readonly sayDuration: (milliseconds: number) => string;
  /** Of the event that closed the day; undefined before. */
  readonly fingerprint: string | undefined;
}

export function toSlip(report: CloseReport, { words, head, sayDuration, fingerprint }: SlipTexts): Slip {
  const { answers, records, earlier, firstSeq, lastSeq, skew } = report;
  const all = countRecords(report);
  const line = (label: string, value: number | string, look?: SlipLine['look']): SlipLine => ({
    ...{ label, value: String(value) },
    ...(look && { look }),
  });
  const ifAny = (label: string, value: number, look?: SlipLine['look']) =>
    value > 0 ? [line(label, value, look)] : [];
  const clock = () => {
    if (skew === null) return words.unset;
    if (Math.abs(skew) <= NOTABLE_SKEW) return words.right;
    return words[skew > 0 ? 'slow' : 'fast'](sayDuration(Math.abs(skew)));
  };
  return {
    head,
    blocks: [
      [
        line(words.people, answers.taken, 'strong'),
        line(words.accepted, answers.accepted),
        line(words.refused, answers.refused),
        ...ifAny(words.informed, countTold(answers)),
        line(words.onPhone, report.onPhone),
      ],
      [
        ...report.channels.flatMap(({ channel, yes, no, pending, confirmed, ended, told, objected }) => [
          // nobody was asked where all were told
          ...(yes + no > 0 ? [line(words.yes[channel], yes)] : []),
          ...(confirmed + pending > 0
            ? [line(words.confirmed, confirmed, 'sub'), line(words.pending, pending, 'sub')]
            : []),
          ...ifAny(words.ended, ended, 'sub'),
          ...ifAny(words.told(words.means[channel]), told),
          ...ifAny(words.objected(words.means[channel]), objected),
        ]),
        line(words.withdrawals, report.withdrawals),
        ...ifAny(words.others, report.others),
        ...ifAny(words.cleared, report.cleared),
      ],
      [
        line(words.sent, records.sent),
        line(words.waiting, records.waiting),
        line(words.heldApart, records.heldApart, records.heldApart > 0 ? 'check' : undefined),
        ...ifAny(words.missing, records.missing, 'check'),
        line(words.records, all, 'strong'),
        ...ifAny(words.earlier.waiting, earlier.waiting),
        ...ifAny(words.earlier.heldApart, earlier.heldApart, 'check'),
        ...ifAny(words.earlier.missing, earlier.missing, 'check'),
        line(words.lost, report.lost === 0 ? 0 : words.unknown, report.lost === 0 ? undefined : 'check'),
      ],
      [
        line(
          words.ledger,
          report.ledger.intact ? words.intact : words.broken,
          report.ledger.intact ? undefined : 'check',
        ),
        line(words.numbers, all === 0 ? words.none : words.range(firstSeq, lastSeq)),
        line(words.clock, clock()),
        ...(fingerprint === undefined ? [] : [line(words.fingerprint, fingerprint)]),
      ],
    ],
    foot: words.foot[judgeClose(report).verdict],
  };
}

/** As many characters as a receipt of 80 mm has. */
const WIDTH = 42;

/** The slip as plain text. @param shop its name */
export function toSlipText(shop: string, { head, blocks, foot }: Slip): string {
  const rule = '-'.repeat(WIDTH);
  const centre = (text: string) => ' '.repeat(Math.max(0, Math.floor((WIDTH - text.length) / 2))) + text;
  const toText = ({ label, value, look }: SlipLine) => {
    const start = `${look === 'sub' ? '  ' : ''}${label} `;
    return `${start.padEnd(WIDTH - value.length - 1, '.')} ${value}`;
  };
  const parts = [[shop, ...head].map(centre), ...blocks.map((block) => block.map(toText)), [centre(foot)]];
  return `${parts.map((lines) => lines.join('\n')).join(`\n${rule}\n`)}\n`;
}
