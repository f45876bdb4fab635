import { texts } from '../../language/language';
import { ColumnHeads } from '../../page/elements';
import { showPlace } from '../lecture-state';

/** True × predicted, ten of each. */
const example = [
  [6, 4, 0],
  [3, 7, 0],
  [0, 0, 10],
];

/** How to read a confusion matrix. */
export function ConfusionSection() {
  const words = confusionSectionText();
  return (
    <>
      <p>{words.idea}</p>
      <p>{words.read}</p>
      <h4>{words.example}</h4>
      <table class="confusion-example" aria-label={words.example}>
        <ColumnHeads names={[words.truth, ...words.classes]} />
        <tbody>
          {example.map((counts, row) => (
            <tr key={row}>
              <th scope="row">{words.classes[row]}</th>
              {counts.map((count, column) => (
                <td key={column} class={row === column ? 'diagonal' : ''}>
                  {count}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{words.explained}</p>
      <p class="hint">{words.odd}</p>
      <div class="buttons">
        <button type="button" onClick={() => showPlace('inside')}>
          {words.look}
        </button>
      </div>
    </>
  );
}

/** The words of the section about the confusion matrix. */
const confusionSectionText = texts({
  idea: [
    'Accuracy is one number. A confusion matrix says where it is lost: rows are the true classes, columns the predicted ones. The diagonal holds what is right; everything else is a mistake of a particular kind.',
    'Доля верных ответов — одно число. Матрица ошибок показывает, где она теряется: строки — истинные классы, столбцы — предсказанные. На диагонали верные ответы, всё остальное — ошибки определённого вида.',
  ],
  read: [
    'Along a row: what images of one class were taken for. Its diagonal share is the recall. Down a column: what is behind one answer. Its diagonal share is the precision.',
    'Вдоль строки видно, за что принимали изображения одного класса; доля диагонали в ней — полнота. Вдоль столбца — что скрывается за одним ответом; доля диагонали в нём — точность.',
  ],
  example: ['An invented example', 'Вымышленный пример'],
  truth: ['true ↓ predicted →', 'истина ↓ ответ →'],
  classes: [
    ['cat', 'dog', 'ship'],
    ['кошка', 'собака', 'корабль'],
  ],
  explained: [
    'Of 10 cats 6 are found (recall 60 %), and 6 of the 9 answers “cat” are cats (precision 67 %). Cats and dogs are mixed up, ships are not.',
    'Из 10 кошек найдено 6 (полнота 60 %), а из 9 ответов «кошка» верны 6 (точность 67 %). Кошек путают с собаками, корабли — ни с кем.',
  ],
  odd: [
    'In the lecture’s notebook the predictions are asked of the function that builds a network, not of the one that was trained; that line cannot work as it stands.',
    'В тетради лекции предсказания запрашивают у функции, которая строит сеть, а не у обученной сети; в таком виде эта строка работать не может.',
  ],
  look: ['See it for a trained network', 'Посмотреть для обученной сети'],
});
