using System.Text;
using static RiskEngine.ConfigurationNode;

namespace RiskEngine;

/// <summary>
/// Reads HOCON text with the place of every key, and goes on after whatever is wrong, so that all of it is found at once.
/// </summary>
/// <remarks>
/// Only the section <c>risk-engine</c> is judged. Of other sections nothing is reported but what may hide ours: braces,
/// brackets and quotes that nothing closes. Where one is found, the text is read once more, now by its indentation too:
/// a key that stands no deeper than the section it would be in shows where a brace is missing. Of the two readings the one
/// counts that finds less to be open.
/// </remarks>
internal sealed class HoconReader
{
    internal const string Ours = "risk-engine";

    /// <summary>Far deeper than any section of ours or of Akka's, and what a stack bears.</summary>
    private const int MostNested = 64;

    private const string NoValue = "has no value.";

    private readonly ConfigurationText _file;
    private readonly bool _usesIndentation;
    private readonly List<ConfigurationFault> _faults = [];
    private readonly List<HoconFile.Reference> _unseen = [];
    private HoconScanner _scanner;
    private HoconToken _next;
    private bool _isOurs;
    private int _torn;
    private bool _isTooDeep;
    private SourcePlace? _oddInList;

    private HoconReader(ConfigurationText file, bool usesIndentation)
    {
        (_file, _usesIndentation, _scanner) = (file, usesIndentation, new HoconScanner(file.Text));
        _next = _scanner.Next(QuotesSpanLines);
    }

    private bool QuotesSpanLines => !_isOurs && !_usesIndentation;

    internal static HoconFile Read(ConfigurationText file)
    {
        var plain = new HoconReader(file, usesIndentation: false);
        var read = plain.ReadAll();
        if (plain._torn == 0 || plain._isTooDeep)
            return read;
        var indented = new HoconReader(file, usesIndentation: true);
        var readAgain = indented.ReadAll();
        return indented._torn <= plain._torn ? readAgain : read;
    }

    private HoconFile ReadAll()
    {
        var root = new Section();
        ReadEntries(new Scope(root, "", _next, 0));
        return new HoconFile(root, [.. _faults.Distinct()], _unseen, _torn > 0, _oddInList);
    }

    /// <summary>Reads keys and their values up to the brace that closes the section, and that brace.</summary>
    private void ReadEntries(Scope scope)
    {
        if (IsTooDeep(scope))
            return;
        while (true)
            switch (_next.Kind)
            {
                case HoconTokenKind.End when scope.IsRoot:
                    return;
                case HoconTokenKind.End:
                    Torn(scope.Opener, scope.Path, "the section that is opened here is not closed.");
                    return;
                case HoconTokenKind.LineBreak:
                    Take();
                    break;
                case HoconTokenKind.CloseSection when scope.IsRoot || IsStray(scope):
                    Torn(_next, "", "this '}' closes nothing.");
                    Take();
                    break;
                case var _ when EndsByIndentation(scope):
                    Torn(
                        scope.Opener,
                        scope.Path,
                        $"the section that is opened here is not closed before line {_next.Line}."
                    );
                    return;
                case HoconTokenKind.CloseSection:
                    Take();
                    return;
                // JSON, and some HOCON, has braces around everything.
                case HoconTokenKind.OpenSection when scope.IsRoot:
                    var opener = Take();
                    ReadEntries(scope with { Opener = opener, Depth = 1 });
                    break;
                case HoconTokenKind.Word or HoconTokenKind.Quoted:
                    ReadEntry(scope);
                    break;
                case HoconTokenKind.Comma:
                    Fault(
                        _next,
                        scope.Path,
                        "a comma may only follow a value in the same line; Akka.NET refuses this one."
                    );
                    Take();
                    break;
                default:
                    Fault(_next, scope.Path, $"'{_next.Text}' stands where a key should begin.");
                    SkipEntry();
                    break;
            }
    }

    private bool EndsByIndentation(Scope scope) =>
        _usesIndentation
        && !scope.IsRoot
        && _next.IsFirst
        && _next.Line > scope.Opener.Line
        && (
            _next.Kind is HoconTokenKind.CloseSection
                ? _next.Column < IndentOf(scope.Opener)
                : _next.Column <= IndentOf(scope.Opener)
        );

    private bool IsStray(Scope scope) =>
        _usesIndentation && _next.IsFirst && _next.Line > scope.Opener.Line && _next.Column > IndentOf(scope.Opener);

    private void ReadEntry(Scope scope)
    {
        var first = _next;
        var parts = ReadKey();
        var wasOurs = _isOurs;
        _isOurs |= scope.Path.Length == 0 && parts[0] == Ours;
        var path = string.Join('.', parts.Prepend(scope.Path).Where(part => part.Length > 0));
        if (IsInclude(first))
            ReadInclude(scope, first);
        else
        {
            // Elsewhere a key may be of several words. None of ours is: there '=' is missing.
            while (!_isOurs && _next.IsText)
                Take();
            if (parts.Contains(""))
                Fault(first, path, "a part of the key is empty.");
            if (first.Wrong is { } wrong)
                Complain(first, path, wrong);
            var into = scope.Section;
            foreach (var part in parts[..^1])
                into = Open(into, part, first, path);
            ReadRest(scope with { Section = into, Path = path }, first, parts[^1]);
        }

        _isOurs = wasOurs;
    }

    /// <summary>A key's parts: words are cut at their dots, quoted text is not. White space ends it.</summary>
    private List<string> ReadKey()
    {
        var parts = new List<string> { "" };
        int end;
        do
        {
            var token = Take();
            end = token.To;
            var more = token.Kind is HoconTokenKind.Word ? token.Text.Split('.') : [token.Text];
            parts[^1] += more[0];
            parts.AddRange(more.Skip(1));
        } while (_next.IsText && _next.From == end);
        return parts;
    }

    /// <summary>What follows a key: a section, or a sign and a value.</summary>
    private void ReadRest(Scope scope, HoconToken first, string key)
    {
        if (
            _next.Kind is HoconTokenKind.LineBreak
            && AfterLineBreaks() is HoconTokenKind.Assign or HoconTokenKind.OpenSection
        )
            SkipLineBreaks();
        switch (_next.Kind)
        {
            case HoconTokenKind.OpenSection:
                ReadSection(scope, Open(scope.Section, key, first, scope.Path));
                if (_next.Kind is HoconTokenKind.Comma)
                    Fault(_next, scope.Path, "Akka.NET refuses a comma after a section; use a line break.");
                break;
            case HoconTokenKind.Append:
                Take();
                ReadValue(scope, first, key);
                Put(scope, key, Broken(scope, first, "Akka.NET does not know '+='; write the whole value."), first);
                break;
            case HoconTokenKind.Assign:
                Take();
                var isLeftOut = _isOurs && _next.Kind is HoconTokenKind.LineBreak && IsKeyAfterLineBreaks();
                Put(scope, key, isLeftOut ? Broken(scope, first, NoValue) : ReadValue(scope, first, key), first);
                break;
            case HoconTokenKind.LineBreak or HoconTokenKind.Comma or HoconTokenKind.CloseSection or HoconTokenKind.End:
                Put(scope, key, Broken(scope, first, NoValue), first);
                break;
            default:
                Put(scope, key, Broken(scope, first, "'=' is missing after the key."), first);
                SkipEntry();
                break;
        }

        if (_next.Kind is HoconTokenKind.Comma)
            Take();
    }

    /// <summary>Reads a value up to where its entry ends. A section is read into the one of that key, which there may be already.</summary>
    private ConfigurationNode ReadValue(Scope scope, HoconToken first, string? key)
    {
        SkipLineBreaks();
        var (text, words, end, isBroken) = (new StringBuilder(), 0, _next.From, false);
        HoconToken? start = null;
        Section? section = null;
        List<ConfigurationNode>? items = null;
        while (!EndsEntry(_next.Kind))
        {
            start ??= _next;
            switch (_next.Kind)
            {
                case HoconTokenKind.Word or HoconTokenKind.Quoted:
                    isBroken |= _next.Wrong is { } wrong && Complain(_next, scope.Path, wrong);
                    text.Append(words++ == 0 ? "" : _file.Text[end.._next.From]).Append(_next.Text);
                    end = Take().To;
                    break;
                case HoconTokenKind.Substitution:
                    isBroken |= Fault(
                        _next,
                        scope.Path,
                        "'${' is not replaced in this section; write the value itself."
                    );
                    Take();
                    break;
                case HoconTokenKind.OpenSection:
                    section ??= key is null ? new Section() : Open(scope.Section, key, first, scope.Path);
                    ReadSection(scope, section);
                    break;
                case HoconTokenKind.OpenList:
                    (items ??= []).AddRange(ReadList(scope));
                    break;
                case var kind:
                    if (key is null)
                        _oddInList ??= PlaceOf(_next);
                    isBroken |= Fault(
                        _next,
                        scope.Path,
                        kind is HoconTokenKind.Misplaced
                            ? $"'{_next.Text}' may stand in quotes only."
                            : $"'{_next.Text}' may stand in quotes only; or a line break or a comma is missing before the next key."
                    );
                    SkipEntry();
                    break;
            }
        }

        var place = PlaceOf(first);
        if ((words > 0 ? 1 : 0) + (section is null ? 0 : 1) + (items is null ? 0 : 1) > 1)
            isBroken |= Fault(
                start ?? first,
                scope.Path,
                "mixes a value, a section or a list: a line break may be missing."
            );
        if (start is null)
            isBroken |= Fault(first, scope.Path, NoValue);
        if (start is { Kind: HoconTokenKind.Word } && words == 1 && text.Equals("null"))
            isBroken |= Fault(start.Value, scope.Path, "null sets nothing; leave the key out.");
        return isBroken ? new Broken(place)
            : section is not null ? section
            : items is not null ? new List(items, place)
            : new Value(text.ToString(), place);
    }

    private void ReadSection(Scope scope, Section into)
    {
        var opener = Take();
        ReadEntries(scope with { Section = into, Opener = opener, Depth = scope.Depth + 1 });
    }

    private List<ConfigurationNode> ReadList(Scope scope)
    {
        var items = new List<ConfigurationNode>();
        var inner = scope with { Opener = Take(), Depth = scope.Depth + 1 };
        if (IsTooDeep(inner))
            return items;
        while (true)
            switch (_next.Kind)
            {
                case HoconTokenKind.CloseList:
                    Take();
                    return items;
                case HoconTokenKind.End or HoconTokenKind.CloseSection:
                    Torn(inner.Opener, scope.Path, "the list that is opened here is not closed.");
                    return items;
                case HoconTokenKind.LineBreak or HoconTokenKind.Comma:
                    Take();
                    break;
                default:
                    items.Add(ReadValue(inner, _next, key: null));
                    break;
            }
    }

    private bool IsInclude(HoconToken first) =>
        first is { Kind: HoconTokenKind.Word, Text: "include" }
        && (
            _next.Kind is HoconTokenKind.Quoted
            || (_next.Kind is HoconTokenKind.Word && _next.Text.Contains('(', StringComparison.Ordinal))
        );

    private void ReadInclude(Scope scope, HoconToken first)
    {
        Fault(first, scope.Path, "include is not followed in this section; name the file beside this one.");
        var end = first.To;
        while (!EndsEntry(_next.Kind))
            end = Take().To;
        var kind = scope.Path.Length == 0 ? HoconFile.ReferenceKind.IncludeAtTheTop : HoconFile.ReferenceKind.Include;
        _unseen.Add(ReferenceTo(first, end, kind));
    }

    /// <summary>The section of that key, made where there is none yet; a value that stood there before is given twice.</summary>
    private Section Open(Section into, string key, HoconToken first, string path)
    {
        if (into[key] is Section known)
            return known;
        if (into[key] is { } other)
            GivenTwice(first, path, other);
        var section = new Section(PlaceOf(first));
        into[key] = section;
        return section;
    }

    private void Put(Scope scope, string key, ConfigurationNode node, HoconToken first)
    {
        // A section is in its place since it was opened.
        if (scope.Section[key] is Section known && (node == known || node is Broken))
            return;
        if (scope.Section[key] is { } other)
            GivenTwice(first, scope.Path, other);
        scope.Section[key] = node;
    }

    private void GivenTwice(HoconToken again, string path, ConfigurationNode before) =>
        Fault(again, path, $"is given twice; the first is in line {before.Place?.Line}.");

    private HoconToken Take()
    {
        var taken = _next;
        if (taken.Kind is HoconTokenKind.Substitution)
            _unseen.Add(ReferenceTo(taken, taken.To, HoconFile.ReferenceKind.Substitution));
        _next = _scanner.Next(QuotesSpanLines);
        return taken;
    }

    private void SkipLineBreaks()
    {
        while (_next.Kind is HoconTokenKind.LineBreak)
            Take();
    }

    /// <summary>Goes to the end of an entry that cannot be read, over what it has in braces; at least over the next token.</summary>
    private void SkipEntry()
    {
        var open = 0;
        do
        {
            // What it holds is not looked at, so it may hold anything.
            if (_next.Kind is HoconTokenKind.OpenList)
                _oddInList ??= PlaceOf(_next);
            open += Take().Kind switch
            {
                HoconTokenKind.OpenSection or HoconTokenKind.OpenList => 1,
                HoconTokenKind.CloseSection or HoconTokenKind.CloseList when open > 0 => -1,
                _ => 0,
            };
        } while (_next.Kind is not HoconTokenKind.End && (open > 0 || !EndsEntry(_next.Kind)));
    }

    private static bool EndsEntry(HoconTokenKind kind) =>
        kind
            is HoconTokenKind.LineBreak
                or HoconTokenKind.Comma
                or HoconTokenKind.CloseSection
                or HoconTokenKind.CloseList
                or HoconTokenKind.End;

    private HoconTokenKind AfterLineBreaks()
    {
        var (scanner, token) = (_scanner, _next);
        while (token.Kind is HoconTokenKind.LineBreak)
            token = scanner.Next(QuotesSpanLines);
        return token.Kind;
    }

    /// <summary>Whether the next line begins with a key, so that the value before it was left out.</summary>
    private bool IsKeyAfterLineBreaks()
    {
        var (scanner, token) = (_scanner, _next);
        while (token.Kind is HoconTokenKind.LineBreak)
            token = scanner.Next(QuotesSpanLines);
        var begins = token.IsText;
        while (token.IsText)
            token = scanner.Next(QuotesSpanLines);
        return begins && token.Kind is HoconTokenKind.Assign or HoconTokenKind.Append or HoconTokenKind.OpenSection
            || token.Kind is HoconTokenKind.CloseSection;
    }

    private int IndentOf(HoconToken token)
    {
        var from = token.From - (token.Column - 1);
        var line = _file.Text.AsSpan(from);
        return 1 + line.Length - line.TrimStart(" \t").Length;
    }

    private bool IsTooDeep(Scope scope)
    {
        if (scope.Depth <= MostNested)
            return _isTooDeep;
        Torn(scope.Opener, scope.Path, $"is nested more than {MostNested} deep; reading ends here.");
        _isTooDeep = true;
        _next = _next with { Kind = HoconTokenKind.End };
        _scanner = new HoconScanner("");
        return true;
    }

    /// <summary>Of what is our own section a fault; of others, which are not ours to judge, none.</summary>
    /// <returns>Whether it is one.</returns>
    private bool Fault(HoconToken at, string path, string text)
    {
        if (_isOurs)
            Add(at, path, text);
        return _isOurs;
    }

    private Broken Broken(Scope scope, HoconToken at, string text)
    {
        Fault(at, scope.Path, text);
        return new Broken(PlaceOf(at));
    }

    /// <summary>A quote that nothing closes may hide everything behind it, so it is told of in any section.</summary>
    private bool Complain(HoconToken token, string path, string wrong)
    {
        if (wrong != HoconScanner.NotClosed)
            return Fault(token, path, wrong);
        Torn(token, path, wrong);
        return true;
    }

    private void Torn(HoconToken at, string path, string text)
    {
        if (_isTooDeep)
            return;
        _torn++;
        Add(at, path, text);
    }

    private void Add(HoconToken at, string path, string text) =>
        _faults.Add(new ConfigurationFault(path.Length == 0 ? _file.Name : path, text) { Place = PlaceOf(at) });

    private HoconFile.Reference ReferenceTo(HoconToken first, int to, HoconFile.ReferenceKind kind) =>
        new(PlaceOf(first), first.From, to, kind);

    private SourcePlace PlaceOf(HoconToken token) => new(_file.Name, token.Line, token.Column);

    /// <summary>What is being read.</summary>
    /// <param name="Section">Where keys go.</param>
    /// <param name="Path">The key in full of that section, or of the entry that is read.</param>
    /// <param name="Opener">The brace or bracket that opened it.</param>
    /// <param name="Depth">How many are open; 0 is the file itself.</param>
    private readonly record struct Scope(Section Section, string Path, HoconToken Opener, int Depth)
    {
        internal bool IsRoot => Depth == 0;
    }
}
