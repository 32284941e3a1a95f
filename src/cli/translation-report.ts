import type { Placement, RewrittenCollection } from '../../routes/translate/collection/rewrite-collection';
import type { Placed, Remark, Translation } from '../domain/translation';

const called = ({ dialect, operation, spelling }: Placed): string =>
  operation === null ? dialect : `${dialect} ${operation}, ${spelling}`;

const lines = (title: string, remarks: readonly Remark[]): string[] =>
  remarks.map(({ what, why }) => `${title} ${what}: ${why}`);

/** What is to be said about a translation, a line each. */
export const translationReport = ({ from, to, answer, lost, notes }: Translation): string =>
  [
    `${called(from)} -> ${called(to)}`,
    ...(answer
      ? [`answers ${answer.status} ${answer.schema ? JSON.stringify(answer.example) : 'without a body'}`]
      : []),
    ...lines('lacks ', answer?.lacks ?? []),
    ...lines('lost  ', lost),
    ...lines('note  ', notes),
  ].join('\n');

const placementReport = ({ name, isPlaced, lost, notes }: Placement): string[] =>
  lost.length + notes.length === 0
    ? []
    : [
        `${name}${isPlaced ? '' : ' (left as it was)'}`,
        ...lines('  lost  ', lost),
        ...lines('  note  ', notes),
      ];

/** What became of a collection: the requests with something to say, the rest of it, then the count. */
export const collectionReport = ({ placements, notes }: RewrittenCollection, dialect: string): string => {
  const placed = placements.filter(({ isPlaced }) => isPlaced);
  const whole = placed.filter(({ lost }) => lost.length === 0);
  const scripted = placed.filter(({ readsAnswers }) => readsAnswers);
  const count = `${placed.length} of ${placements.length} requests are in ${dialect}, ${whole.length} of them with all that they said.`;
  const scripts = `${scripted.length} have scripts that read answers, which look otherwise in ${dialect}: ${scripted.map(({ name }) => name).join(', ')}`;
  return [
    ...placements.flatMap(placementReport),
    ...lines('note  ', notes),
    count,
    ...(scripted.length > 0 ? [scripts] : []),
  ].join('\n');
};
