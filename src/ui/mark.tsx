// The punctuation of Young Serif (OFL 1.1, upright outlines in font units), whose dot is a soft diamond: "?" asks, "…"
// waits, "." is done, "!" stops. Decoration: what it says stands in words beside it.
import './mark.css';

/** Of 193 × 194 units. */
export const diamond =
  'M58 19Q77 0 96 0Q116 0 135 19L174 58Q193 77 193 97Q193 117 174 136L135 175Q116 194 96 194Q77 194 58 175L18 136Q0 118 0 97Q0 76 18 58Z';
const question =
  'M76 500Q65 496 60 498Q54 500 49 507Q37 523 28 546Q20 568 20 595Q20 650 49 690Q78 731 126 753Q174 775 232 775Q320 775 374 746Q429 718 454 676Q480 634 480 593Q480 539 462 502Q445 466 418 440Q390 415 360 398Q329 380 302 364Q274 349 256 332Q239 315 239 290Q239 271 239 260Q239 250 238 243Q237 231 225 231H162Q156 231 151 232Q146 234 145 240Q144 247 144 260Q144 274 144 290Q144 326 158 350Q171 374 192 392Q214 410 238 426Q261 443 282 463Q304 483 318 512Q331 541 331 584Q331 636 304 663Q277 690 236 690Q195 690 172 669Q149 648 149 613Q149 584 168 547Q171 541 171 536Q171 532 168 530Q166 529 161 527Z';
const exclamation =
  'M118 756Q137 775 156 775Q176 775 195 756L234 716Q253 695 253 679Q253 653 243 601Q233 549 222 484Q210 418 206 350Q204 305 202 284Q201 263 201 256Q201 248 201 243Q201 231 188 231H125Q112 231 112 243Q112 248 112 256Q112 263 111 284Q110 305 107 350Q103 419 92 484Q80 550 70 601Q60 652 60 678Q60 698 78 716Z';

export function QuestionMark() {
  return (
    <svg className="mark-question" viewBox="20 -775 460 794" aria-hidden="true">
      <path d={question} transform="scale(1 -1)" />
      <path d={diamond} transform="translate(97 -175)" />
    </svg>
  );
}

export function ExclamationMark() {
  return (
    <svg className="mark-exclamation" viewBox="60 -775 193 794" aria-hidden="true">
      <path d={exclamation} transform="scale(1 -1)" />
      <path d={diamond} transform="translate(60 -175)" />
    </svg>
  );
}

/** The full stop, or the three of an ellipsis, after a headline whose words already end without them. */
export function FullStop({ count = 1 }: { readonly count?: 1 | 3 }) {
  return (
    <span className={`mark-stop mark-stop-${count}`} aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the dots are alike and never move
        <Diamond key={i} />
      ))}
    </span>
  );
}

interface DiamondProps {
  readonly look?: 'full' | 'outline' | 'half';
}

/** The dot by itself: radio mark, status mark, countdown. Takes its size from `em` and its colour from the text. */
export function Diamond({ look = 'full' }: DiamondProps) {
  return (
    <svg className={`diamond diamond-${look}`} viewBox="-8 -8 209 210" aria-hidden="true">
      <path className="diamond-shape" d={diamond} />
      {look === 'half' && (
        <path
          className="diamond-lower"
          d="M0 97H193Q193 117 174 136L135 175Q116 194 96 194Q77 194 58 175L18 136Q0 118 0 97Z"
        />
      )}
    </svg>
  );
}
