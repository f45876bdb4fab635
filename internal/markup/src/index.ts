export { escapeMarkup } from './escape-markup';
