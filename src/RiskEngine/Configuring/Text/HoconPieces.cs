using System.Text;
using static RiskEngine.ConfigurationNode;

namespace RiskEngine;

/// <summary>The pieces of a value while it is read: words, a section or a list. More than one of these is a mix.</summary>
/// <param name="file">The file.</param>
/// <param name="first">Its key, or in a list its own first token.</param>
internal sealed class HoconPieces(ConfigurationText file, HoconToken first)
{
    private readonly StringBuilder _text = new();
    private int _words;
    private int _end = first.To;
    private HoconToken? _start;
    private List<ConfigurationNode>? _items;

    /// <summary>Whether a fault of it was told.</summary>
    internal bool IsBroken { get; set; }

    /// <summary>The section that it is; null: none so far.</summary>
    internal Section? Section { get; set; }

    /// <summary>Tells where it begins; only the first call counts.</summary>
    internal void StartAt(HoconToken token) => _start ??= token;

    /// <summary>Adds a word or a quoted text, with what the file has between it and the one before.</summary>
    internal void Add(HoconToken word)
    {
        _text.Append(_words++ == 0 ? "" : file.Text[_end..word.From]).Append(word.Text);
        _end = word.To;
    }

    internal void Add(List<ConfigurationNode> items) => (_items ??= []).AddRange(items);

    /// <summary>The value that they make, after what is wrong with it in whole was told.</summary>
    internal ConfigurationNode ToNode(HoconFaults faults, string path)
    {
        if ((_words > 0 ? 1 : 0) + (Section is null ? 0 : 1) + (_items is null ? 0 : 1) > 1)
            IsBroken |= faults.Add(
                _start ?? first,
                path,
                "mixes a value, a section or a list: a line break may be missing."
            );
        if (_start is null)
            IsBroken |= faults.Add(first, path, HoconFaults.NoValue);
        if (_start is { Kind: HoconTokenKind.Word } && _words == 1 && _text.Equals("null"))
            IsBroken |= faults.Add(_start.Value, path, "null sets nothing; leave the key out.");
        var place = first.PlaceIn(file);
        return IsBroken ? new Broken(place)
            : Section is not null ? Section
            : _items is not null ? new List(_items, place)
            : new Value(_text.ToString(), place);
    }
}
