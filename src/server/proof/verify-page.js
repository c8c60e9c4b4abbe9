// The page around verify.js: lets the reader pick the files, and shows what was checked and what the signed acts say. Words
// come from the block beside the script, in every language; nothing is ever put in as markup.
import { compareFiles, read, readJson, remark, verify } from './verify.js';

const words = JSON.parse(document.getElementById('words').textContent);
const find = (id) => document.getElementById(id);
const make = (tag, text, className = '') =>
  Object.assign(document.createElement(tag), { textContent: text, className });
const makeList = (items) => {
  const list = make('ul', '');
  list.append(...items);
  return list;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** As proof.html says it: at the store, to the second. */
function say(instant, timeZone, locale) {
  try {
    const format = new Intl.DateTimeFormat(locale, {
      ...{ timeZone, timeZoneName: 'shortOffset', hourCycle: 'h23' },
      ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
    const parts = format.formatToParts(Date.parse(instant)).map(({ type, value }) => [type, value]);
    const { day, month, year, hour, minute, second, timeZoneName } = Object.fromEntries(parts);
    const dayOfMonth = locale === 'fr-FR' && day === '1' ? '1er' : day;
    return `${dayOfMonth}\u00a0${month} ${year}, ${hour}:${minute}:${second} (${timeZoneName})`;
  } catch {
    return instant; // whoever altered it has left no instant, or no zone
  }
}

/** Not to object, once told, is no yes. */
const tellAnswer = ({ answer, regime }, word) =>
  regime === 'soft-opt-in' || regime === 'opt-out' ? word.told[answer] : word[answer];

const tellLaw = ({ legalBasis, regime }, word) =>
  [
    fill(word.basis, { basis: word.basisOf[legalBasis] }),
    ...(regime ? [fill(word.regime, { regime: word.regimeOf[regime] })] : []),
  ].join(' ');

const tellMarks = ({ visit }, word) => [
  ...(visit?.afterSale ? [word.marks.afterSale] : []),
  ...(visit?.audience === 'professional' ? [word.marks.professional] : []),
];

/** On a tablet, or by its code or a counter card's, people confirm it; on their own page nobody asks. */
function tellAge({ type, askedBy, noticeDigest }, texts, word) {
  if (type !== 'answers-given' || (askedBy && !['hand-over', 'counter-card'].includes(askedBy.kind))) return [];
  const notice = texts.find(({ digest }) => digest === noticeDigest);
  const years = notice && JSON.parse(notice.text).minimumAge;
  return years ? [fill(word.age, { years })] : [];
}

/** What the act itself says, in the words that were shown. */
function tell(event, { events, texts }, word) {
  const { payload } = read(event.jws);
  const shown = texts.find(({ digest }) => digest === payload.questionSetDigest);
  const { stem, questions, language } = shown ? JSON.parse(shown.text) : { questions: [] };
  const ask = (id) => {
    const question = questions.find((candidate) => candidate.id === id);
    if (!question) return id;
    return question.information ?? fill((words[language] ?? word).asked, { stem, verb: question.verb });
  };
  const answers = payload.type === 'answers-given' ? payload.answers : [];
  const interval =
    event.acknowledgement === null ? word.recorded : event.notBefore === null ? word.notAfter : word.between;
  const [zone = 'UTC'] = [event, ...events].flatMap(({ jws }) => read(jws).payload.timeZone ?? []);
  const at = (instant) => say(instant, zone, word.locale);
  const { askedBy } = payload;
  return [
    fill(interval, { from: at(event.notBefore), to: at(event.notAfter) }),
    ...(askedBy && Object.hasOwn(word.ledBy, askedBy.kind) ? [fill(word.ledBy[askedBy.kind], askedBy)] : []),
    ...event.disclosures.map((disclosure) => readJson(disclosure)[2]),
    ...tellMarks(payload, word),
    ...tellAge(payload, texts, word),
    ...answers.flatMap((given) => [`${tellAnswer(given, word)} – ${ask(given.question)}`, tellLaw(given, word)]),
  ].map((text) => make('li', text));
}

const marks = { signed: '✓', listed: '✓', altered: '✗', unknown: '–' };
const looks = { signed: 'good', listed: 'good', altered: 'bad', unknown: 'unknown' };

/** Every file that was picked, and those that could have been. */
async function listFiles(dossier, beside, word) {
  const results = await compareFiles(dossier, beside);
  const left = [...dossier.texts, ...(dossier.files ?? [])].map(({ file }) => file).filter((file) => !(file in beside));
  return [
    ...results.map(({ file, result }) =>
      make('li', `${marks[result]} ${fill(word.fileResults[result], { file })}`, looks[result]),
    ),
    ...(left.length > 0 ? [make('li', `– ${fill(word.notPicked, { files: left.join(', ') })}`, 'unknown')] : []),
  ];
}

const listRemarks = (event, word) =>
  remark({ events: [event] }).map(({ name }) => make('li', `– ${word.remarks[name]}`, 'unknown'));

let picked = null;

async function show() {
  const { lang } = document.documentElement;
  const word = words[lang];
  document.title = word.title;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word[element.dataset.word];
  for (const button of document.querySelectorAll('[data-lang]'))
    button.setAttribute('aria-pressed', button.dataset.lang === lang);
  find('unchecked').replaceChildren(...word.uncheckedList.map((text) => make('li', text)));
  if (picked) await showResult(word);
}

function showVerdict(text, isGood) {
  find('verdict').replaceChildren(make('p', text, `verdict ${isGood ? 'good' : 'bad'}`));
}

async function showResult(word) {
  try {
    const name = 'dossier.json' in picked ? 'dossier.json' : Object.keys(picked)[0];
    const { [name]: main, ...beside } = picked;
    const dossier = JSON.parse(new TextDecoder().decode(main));
    const checks = await verify(dossier, beside, find('published').value.split(/\s+/).filter(Boolean));
    const fileLines = await listFiles(dossier, beside, word);
    const failed = checks.filter(({ ok }) => !ok).length;
    const listOf = (concerned) =>
      checks
        .filter(({ event }) => event === concerned)
        .map(({ name, ok }) =>
          ok ? make('li', `✓ ${word.checks[name].good}`, 'good') : make('li', `✗ ${word.checks[name].bad}`, 'bad'),
        );
    const verdict = failed ? word.failed[new Intl.PluralRules(word.locale).select(failed)] : word.passed;
    showVerdict(fill(verdict, { failed, all: checks.length }), failed === 0);
    find('result').replaceChildren(
      make('h2', word.anchor),
      make('p', word.compare),
      makeList(dossier.keys.map(({ kid }) => make('li', kid, 'code'))),
      make('h2', word.dossier),
      makeList(listOf(null)),
      make('h2', word.files),
      makeList(fileLines),
      ...dossier.events.flatMap((event) => [
        make('h2', word.types[read(event.jws).payload.type] ?? word.other),
        make('p', `${event.chain}, ${event.seq}`, 'code'),
        makeList([...tell(event, dossier, word), ...listOf(event.hash), ...listRemarks(event, word)]),
      ]),
    );
  } catch {
    showVerdict(word.unreadable, false);
    find('result').replaceChildren();
  }
}

find('pick').addEventListener('change', async ({ target }) => {
  // as bytes: a text that was decoded has lost its byte order mark
  const contents = [...target.files].map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())]);
  picked = Object.fromEntries(await Promise.all(contents));
  await show();
});
find('published').addEventListener('input', show);
for (const button of document.querySelectorAll('[data-lang]'))
  button.addEventListener('click', () => {
    document.documentElement.lang = button.dataset.lang;
    return show();
  });
await show();
