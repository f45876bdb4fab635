import { startShapesExercise } from '../../network/presets';
import { ChangeNote } from '../change-note';
import { drive, showPlace } from '../drive';
import { ShapesQuiz } from '../shapes-quiz';
import { shapesSectionText } from './shapes-text';

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
