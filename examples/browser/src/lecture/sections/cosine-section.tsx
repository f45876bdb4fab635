import { learningRateSchedule, type ScheduleKind } from '@nin/recipes';
import { language } from '../../language/language';
import { shortPower } from '../../network/quantities';
import { changeTraining, recipeFor } from '../../settings/settings-state';
import { ChangeNote } from '../change-note';
import { CosineCurve } from '../cosine-curve';
import { drive, showPlace } from '../drive';
import { cosineSectionText } from './cosine-text';

/** The lecture's learning rate: formula, curve, and its odd divisor. */
export function CosineSection() {
  const words = cosineSectionText();
  const { learningRate, epochs } = recipeFor('lecture');
  const rates = (schedule: ScheduleKind) =>
    learningRateSchedule({ schedule, learningRate, epochs }, 1).schedule;
  const [lectures, plain] = [rates('lecture'), rates('cosine')];
  const share = new Intl.NumberFormat(language.value, { style: 'percent' }).format(
    lectures(0) / learningRate,
  );
  const use = (schedule: ScheduleKind) => {
    drive('cosine', () => changeTraining({ schedule }));
    showPlace('train');
  };
  return (
    <>
      <p>{words.idea}</p>
      <p class="formula">{words.formula}</p>
      <p class="hint">{words.counted}</p>
      <p>{words.odd(share)}</p>
      <CosineCurve lectures={lectures} plain={plain} epochs={epochs} />
      <table aria-label={words.first}>
        <thead>
          <tr>
            <th scope="col">{words.epoch}</th>
            <th scope="col">
              <span class="key lectures">{words.lectures}</span>
            </th>
            <th scope="col">
              <span class="key">{words.plain}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[0, 1, 2, 3, 4].map((epoch) => (
            <tr key={epoch}>
              <th scope="row">{epoch + 1}</th>
              <td>{shortPower(language.value, lectures(epoch), 4)}</td>
              <td>{shortPower(language.value, plain(epoch), 4)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="buttons">
        <button type="button" onClick={() => use('lecture')}>
          {words.useLectures}
        </button>
        <button type="button" onClick={() => use('cosine')}>
          {words.usePlain}
        </button>
      </div>
      <ChangeNote section="cosine" />
    </>
  );
}
