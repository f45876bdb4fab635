import { texts, type Phrase } from '../../language/language';
import { shapesExercise, startShapesExercise } from '../../network/draft-state';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../lecture-state';
import {
  answer,
  checkAnswers,
  quizAnswers,
  quizParts,
  quizVerdicts,
  revealAnswers,
  type Verdict,
} from './shapes-quiz';

/** The exercise in shapes: rules, the network, and a quiz. */
export function ShapesSection() {
  const words = shapesSectionText();
  const load = () => {
    drive('shapes', startShapesExercise);
    showPlace('network');
  };
  return (
    <>
      <p>{words.idea}</p>
      <p class="formula">{words.rules}</p>
      <ShapesQuiz />
      <div class="buttons">
        <button type="button" onClick={load}>
          {words.load}
        </button>
      </div>
      <ChangeNote section="shapes" />
    </>
  );
}

/** A field for the shape of each part of the exercise, checked when asked for. */
function ShapesQuiz() {
  const words = shapesSectionText();
  const verdicts = quizVerdicts.value;
  const right = [...(verdicts?.values() ?? [])].filter((verdict) => verdict === 'right').length;
  return (
    <form
      class="quiz"
      aria-label={words.quiz}
      onSubmit={(event) => {
        event.preventDefault();
        checkAnswers();
      }}
    >
      {quizParts.map(({ name }) => (
        <QuizRow key={name} name={name} />
      ))}
      <p aria-live="polite">{verdicts && <b>{words.score(right, quizParts.length)}</b>}</p>
      <div class="buttons">
        <button type="submit" class="primary">
          {words.check}
        </button>
        <button type="button" class="quiet" onClick={revealAnswers}>
          {words.reveal}
        </button>
      </div>
    </form>
  );
}

function QuizRow({ name }: { name: string }) {
  const words = shapesSectionText();
  const verdict = quizVerdicts.value?.get(name);
  const id = `quiz-${name}`;
  const isWrong = verdict !== undefined && verdict !== 'right' && verdict !== 'empty';
  return (
    <div class="quiz-row">
      <label for={id}>{partName(name)}</label>
      <input
        id={id}
        autocomplete="off"
        placeholder={name === 'block1' ? words.example : undefined}
        value={quizAnswers.value[name] ?? ''}
        aria-invalid={isWrong}
        aria-describedby={verdict && `${id}-verdict`}
        onInput={(event) => answer(name, event.currentTarget.value)}
      />
      <span class={`quiz-mark ${verdict === 'right' ? 'right' : 'wrong'}`} aria-hidden="true">
        {verdict === 'right' ? '✓' : isWrong ? '✗' : ''}
      </span>
      {verdict && (
        <span id={`${id}-verdict`} class={isWrong ? 'hint' : 'visually-hidden'}>
          {words.verdicts[verdict]}
        </span>
      )}
    </div>
  );
}

/** A part as it is called in the exercise, with what decides its shape. */
function partName(name: string): string {
  const words = shapesSectionText();
  const [, kind = '', number = ''] = /^([a-z]+)(\d*)$/.exec(name) ?? [];
  const called = `${words.parts[kind as keyof typeof words.parts]} ${number}`.trim();
  const block = shapesExercise.blocks[Number(number) - 1];
  if (!block) return called;
  if (kind === 'block')
    return words.part(called, words.conv(block.kernelSize, block.strides ?? 1, block.filters));
  const { pool } = block;
  return kind === 'pool' && pool
    ? words.part(called, words.pooling(pool.size, pool.strides ?? pool.size))
    : called;
}

/** The words of the exercise in shapes. */
const shapesSectionText = texts({
  idea: [
    'The lecture sends one image of 1024×1024×3 through its network. What comes out of each part? Work it out, then check.',
    'В лекции через сеть проходит одно изображение 1024×1024×3. Что получается на выходе каждой части? Посчитайте и проверьте себя.',
  ],
  rules: [
    'With padding (same), a side n becomes ⌈n / stride⌉. Without (valid), a window k makes it ⌊(n − k) / stride⌋ + 1. Channels change in the blocks only.',
    'С дополнением (same) сторона n становится ⌈n / шаг⌉. Без него (valid) окно k даёт ⌊(n − k) / шаг⌋ + 1. Число каналов меняют только блоки.',
  ],
  load: ['Load the exercise', 'Загрузить упражнение'],
  quiz: ['Your shapes', 'Ваши размерности'],
  parts: {
    block: ['block', 'блок'],
    pool: ['pooling', 'пулинг'],
    dropout: ['dropout', 'dropout'],
    head: ['averaging', 'усреднение'],
  },
  example: ['e.g. 32×32×3', 'напр. 32×32×3'],
  part: (name: string, detail: string) => [`${name}, ${detail}`, `${name}, ${detail}`],
  conv: (kernel: number, stride: number, filters: number) => [
    `${kernel}×${kernel} / ${stride}, same, ${filters}`,
    `${kernel}×${kernel} / ${stride}, same, ${filters}`,
  ],
  pooling: (size: number, stride: number) => [
    `${size}×${size} / ${stride}, valid`,
    `${size}×${size} / ${stride}, valid`,
  ],
  check: ['Check', 'Проверить'],
  reveal: ['Show the answers', 'Показать ответы'],
  score: (right: number, of: number) => [`${right} of ${of} right.`, `Верно: ${right} из ${of}.`],
  verdicts: {
    right: ['right', 'верно'],
    empty: ['not answered yet', 'ответа пока нет'],
    length: [
      'height × width × channels, please; after the averaging only one number',
      'нужно: высота × ширина × каналы; после усреднения — одно число',
    ],
    size: ['height and width are not right yet', 'высота и ширина пока неверны'],
    channels: ['the channels are not right yet', 'число каналов пока неверно'],
  } satisfies Record<Verdict, Phrase>,
});
