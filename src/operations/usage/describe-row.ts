import type { UsageGroup, UsageRow } from '../../domain/usage';
import type { KnownSpelling, SpellingBook } from '../../domain/usage-ports';

/** What all of them say, null where there is none or they differ. */
const agreed = <T>(spellings: readonly KnownSpelling[], of: (spelling: KnownSpelling) => T): T | null => {
  const [first, ...others] = spellings.map(of);
  return first !== undefined && others.every((other) => other === first) ? first : null;
};

const spellingsOf = ({ binding, operation }: UsageGroup, book: SpellingBook): readonly KnownSpelling[] => {
  const named = binding === null ? [] : book.named(binding);
  return operation === null ? named : named.filter((spelling) => spelling.operation === operation);
};

/** A group of calls with what the route table says of its spelling now. */
export const describeRow =
  (book: SpellingBook) =>
  (group: UsageGroup): UsageRow => {
    const spellings = spellingsOf(group, book);
    const lifecycle = spellings[0]?.lifecycle;
    return {
      ...group,
      canonical: agreed(spellings, ({ canonical }) => canonical),
      // Its times are the label's; what comes after it depends on the operation that the body decides for.
      lifecycle: lifecycle
        ? { ...lifecycle, successor: agreed(spellings, ({ lifecycle: { successor } }) => successor) }
        : null,
    };
  };
