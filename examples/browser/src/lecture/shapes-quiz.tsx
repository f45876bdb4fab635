import { shapesExercise } from '../network/presets';
import { shapesSectionText } from './sections/shapes-text';
import {
  answer,
  checkAnswers,
  quizAnswers,
  quizParts,
  quizVerdicts,
  revealAnswers,
} from './shapes-quiz-state';

/** A field for the shape of each part of the exercise, checked when asked for. */
export function ShapesQuiz() {
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
