namespace RiskEngine;

/// <summary>A node of a tree of settings, with the place where it was written: one of the nested classes.</summary>
/// <param name="place">Where its key stands; null: in no file whose text was seen.</param>
internal abstract class ConfigurationNode(SourcePlace? place)
{
    internal SourcePlace? Place { get; } = place;

    /// <summary>A single value.</summary>
    internal sealed class Value(string text, SourcePlace? place) : ConfigurationNode(place)
    {
        internal string Text { get; } = text;
    }

    /// <summary>A list.</summary>
    internal sealed class List(IReadOnlyList<ConfigurationNode> items, SourcePlace? place) : ConfigurationNode(place)
    {
        internal IReadOnlyList<ConfigurationNode> Items { get; } = items;
    }

    /// <summary>Something of which a fault was told already: it counts as not given.</summary>
    internal sealed class Broken(SourcePlace? place) : ConfigurationNode(place);

    private static string TextOf(ConfigurationNode node) =>
        node switch
        {
            Value value => value.Text,
            List list => $"[{string.Join(", ", list.Items.Select(TextOf))}]",
            Section section =>
                $"{{{string.Join(", ", section.Leaves("").Select(leaf => $"{leaf.Key} = {leaf.Text}"))}}}",
            Broken => "",
            _ => throw ClosedUnion.Unhandled(node),
        };

    /// <summary>A section: nodes by key.</summary>
    internal sealed class Section(SourcePlace? place = null) : ConfigurationNode(place)
    {
        private readonly Dictionary<string, ConfigurationNode> _items = new(StringComparer.Ordinal);

        internal IReadOnlyDictionary<string, ConfigurationNode> Items => _items;

        internal ConfigurationNode? this[string key]
        {
            get => _items.GetValueOrDefault(key);
            set => _items[key] = value!;
        }

        /// <summary>The section of that key; an empty one where there is none.</summary>
        internal Section Child(string key) => this[key] as Section ?? new Section();

        /// <summary>Every value below, by its key in full; a section without keys has none.</summary>
        /// <param name="path">The key of this section.</param>
        internal IEnumerable<(string Key, string Text)> Leaves(string path) =>
            _items.SelectMany(item =>
                item.Value is Section below
                    ? below.Leaves($"{path}.{item.Key}")
                    : [($"{path}.{item.Key}", TextOf(item.Value))]
            );

        /// <summary>This section over another one: sections merge, and of anything else this one's wins.</summary>
        internal Section Over(Section other)
        {
            var merged = new Section(Place ?? other.Place);
            foreach (var (key, node) in other._items)
                merged[key] = node;
            foreach (var (key, node) in _items)
                merged[key] = node switch
                {
                    Section mine when other[key] is Section theirs => mine.Over(theirs),
                    Broken when other[key] is { } theirs => theirs,
                    Section or Broken or Value or List => node,
                    _ => throw ClosedUnion.Unhandled(node),
                };
            return merged;
        }
    }
}
