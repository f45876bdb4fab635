export { lineChart, lineColors, type Line, type LineChartOptions } from './line-chart';
export { page, table } from './markup';
export { matrixPicture, reportPage, type ReportContent, type ReportSummary } from './report-page';
export { thumbnail } from './thumbnail';
