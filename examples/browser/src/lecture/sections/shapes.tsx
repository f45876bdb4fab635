import { texts } from '../../language/language';
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

const verdictsEn: Record<Verdict, string> = {
  right: 'right',
  empty: 'not answered yet',
  length: 'height × width × channels, please; after the averaging only one number',
  size: 'height and width are not right yet',
  channels: 'the channels are not right yet',
};

const verdictsRu: Record<Verdict, string> = {
  right: 'верно',
  empty: 'ответа пока нет',
  length: 'нужно: высота × ширина × каналы; после усреднения — одно число',
  size: 'высота и ширина пока неверны',
  channels: 'число каналов пока неверно',
};

/** The words of the exercise in shapes. */
const shapesSectionText = texts({
  en: {
    idea: 'The lecture sends one image of 1024×1024×3 through its network. What comes out of each part? Work it out, then check.',
    rules:
      'With padding (same), a side n becomes ⌈n / stride⌉. Without (valid), a window k makes it ⌊(n − k) / stride⌋ + 1. Channels change in the blocks only.',
    load: 'Load the exercise',
    quiz: 'Your shapes',
    parts: { block: 'block', pool: 'pooling', dropout: 'dropout', head: 'averaging' },
    example: 'e.g. 32×32×3',
    part: (name: string, detail: string) => `${name}, ${detail}`,
    conv: (kernel: number, stride: number, filters: number) =>
      `${kernel}×${kernel} / ${stride}, same, ${filters}`,
    pooling: (size: number, stride: number) => `${size}×${size} / ${stride}, valid`,
    check: 'Check',
    reveal: 'Show the answers',
    score: (right: number, of: number) => `${right} of ${of} right.`,
    verdicts: verdictsEn,
  },
  ru: {
    idea: 'В лекции через сеть проходит одно изображение 1024×1024×3. Что получается на выходе каждой части? Посчитайте и проверьте себя.',
    rules:
      'С дополнением (same) сторона n становится ⌈n / шаг⌉. Без него (valid) окно k даёт ⌊(n − k) / шаг⌋ + 1. Число каналов меняют только блоки.',
    load: 'Загрузить упражнение',
    quiz: 'Ваши размерности',
    parts: { block: 'блок', pool: 'пулинг', dropout: 'dropout', head: 'усреднение' },
    example: 'напр. 32×32×3',
    part: (name, detail) => `${name}, ${detail}`,
    conv: (kernel, stride, filters) => `${kernel}×${kernel} / ${stride}, same, ${filters}`,
    pooling: (size, stride) => `${size}×${size} / ${stride}, valid`,
    check: 'Проверить',
    reveal: 'Показать ответы',
    score: (right, of) => `Верно: ${right} из ${of}.`,
    verdicts: verdictsRu,
  },
});
