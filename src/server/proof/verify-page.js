// The page around verify.js: lets the reader pick the files, and shows what was checked and what the signed acts say. Words
// come from the block beside the script, in every language; nothing is ever put in as markup.
import { read, readJson, verify } from './verify.js';

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

/** What the act itself says, in the words that were shown. */
function tell(event, { texts }, word) {
  const { payload } = read(event.jws);
  const shown = texts.find(({ digest }) => digest === payload.questionSetDigest);
  const { stem, questions } = shown ? JSON.parse(shown.text) : { stem: '', questions: [] };
  const ask = (id) => `${stem} ${questions.find((question) => question.id === id)?.verb ?? id}`;
  const answers = payload.type === 'answers-given' ? payload.answers : [];
  const interval =
    event.acknowledgement === null ? word.recorded : event.notBefore === null ? word.notAfter : word.between;
  return [
    fill(interval, { from: event.notBefore, to: event.notAfter }),
    ...event.disclosures.map((disclosure) => readJson(disclosure)[2]),
    ...answers.map(({ question, answer }) => `${word[answer]} – ${ask(question)}`),
  ].map((text) => make('li', text));
}

let picked = null;

async function show() {
  const { lang } = document.documentElement;
  const word = words[lang];
  document.title = word.title;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word[element.dataset.word];
  for (const button of document.querySelectorAll('[data-lang]'))
    button.setAttribute('aria-pressed', button.dataset.lang === lang);
  if (picked) await showResult(word);
}

function showVerdict(text, isGood) {
  find('verdict').replaceChildren(make('p', text, `verdict ${isGood ? 'good' : 'bad'}`));
}

async function showResult(word) {
  try {
    const dossier = JSON.parse(picked['dossier.json'] ?? Object.values(picked)[0]);
    const checks = await verify(dossier, picked, find('published').value.split(/\s+/).filter(Boolean));
    const failed = checks.filter(({ ok }) => !ok).length;
    const listOf = (concerned) =>
      checks
        .filter(({ event }) => event === concerned)
        .map(({ name, ok }) =>
          ok ? make('li', `✓ ${word.checks[name].good}`, 'good') : make('li', `✗ ${word.checks[name].bad}`, 'bad'),
        );
    showVerdict(fill(failed ? word.failed : word.passed, { failed, all: checks.length }), failed === 0);
    find('result').replaceChildren(
      make('h2', word.anchor),
      make('p', word.compare),
      makeList(dossier.keys.map(({ kid }) => make('li', kid, 'code'))),
      make('h2', word.dossier),
      makeList(listOf(null)),
      ...dossier.events.flatMap((event) => [
        make('h2', word.types[read(event.jws).payload.type] ?? word.other),
        make('p', `${event.chain}, ${event.seq}`, 'code'),
        makeList([...tell(event, dossier, word), ...listOf(event.hash)]),
      ]),
    );
  } catch {
    showVerdict(word.unreadable, false);
    find('result').replaceChildren();
  }
}

find('pick').addEventListener('change', async ({ target }) => {
  picked = Object.fromEntries(await Promise.all([...target.files].map(async (file) => [file.name, await file.text()])));
  await show();
});
find('published').addEventListener('input', show);
for (const button of document.querySelectorAll('[data-lang]'))
  button.addEventListener('click', () => {
    document.documentElement.lang = button.dataset.lang;
    return show();
  });
await show();
