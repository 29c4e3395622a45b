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

    private readonly ConfigurationText _file;
    private readonly bool _usesIndentation;
    private readonly HoconFaults _faults;
    private readonly HoconTokens _tokens;
    private readonly HoconTree _tree;
    private SourcePlace? _oddInList;

    private HoconReader(ConfigurationText file, bool usesIndentation)
    {
        (_file, _usesIndentation) = (file, usesIndentation);
        _faults = new HoconFaults(file);
        _tokens = new HoconTokens(file, quotesSpanLines: !usesIndentation);
        _tree = new HoconTree(file, _faults);
    }

    private HoconToken Next => _tokens.Next;

    private bool IsOurs
    {
        get => _faults.IsOurs;
        set => (_faults.IsOurs, _tokens.QuotesSpanLines) = (value, !value && !_usesIndentation);
    }

    internal static HoconFile Read(ConfigurationText file)
    {
        var plain = new HoconReader(file, usesIndentation: false);
        var read = plain.ReadAll();
        if (plain._faults.Torn == 0 || plain._faults.IsTooDeep)
            return read;
        var indented = new HoconReader(file, usesIndentation: true);
        var readAgain = indented.ReadAll();
        return indented._faults.Torn <= plain._faults.Torn ? readAgain : read;
    }

    private HoconFile ReadAll()
    {
        ReadEntries(new HoconScope(_tree.Root, "", Next, 0) { IsTop = true });
        return new HoconFile(_tree.Root, [.. _faults.All], _tokens.Unseen, _faults.Torn > 0, _oddInList);
    }

    /// <summary>Reads keys and their values up to the brace that closes the section, and that brace.</summary>
    private void ReadEntries(HoconScope scope)
    {
        if (IsTooDeep(scope))
            return;
        while (true)
            switch (Next.Kind)
            {
                case HoconTokenKind.End when scope.IsRoot:
                    return;
                case HoconTokenKind.End:
                    _faults.AddTorn(scope.Opener, scope.Path, "the section that is opened here is not closed.");
                    return;
                case HoconTokenKind.LineBreak:
                    _tokens.Take();
                    break;
                case HoconTokenKind.CloseSection when scope.IsRoot || (_usesIndentation && scope.HasStray(_tokens)):
                    _faults.AddTorn(Next, "", "this '}' closes nothing.");
                    _tokens.Take();
                    break;
                case var _ when _usesIndentation && scope.EndsBefore(_tokens):
                    _faults.AddTorn(
                        scope.Opener,
                        scope.Path,
                        $"the section that is opened here is not closed before line {Next.Line}."
                    );
                    return;
                case HoconTokenKind.CloseSection:
                    _tokens.Take();
                    return;
                // JSON, and some HOCON, has braces around everything.
                case HoconTokenKind.OpenSection when scope.IsRoot:
                    var opener = _tokens.Take();
                    ReadEntries(scope with { Opener = opener, Depth = 1 });
                    break;
                case HoconTokenKind.Word or HoconTokenKind.Quoted:
                    ReadEntry(scope);
                    break;
                case HoconTokenKind.Comma:
                    _faults.Add(
                        Next,
                        scope.Path,
                        "a comma may only follow a value in the same line; Akka.NET refuses this one."
                    );
                    _tokens.Take();
                    break;
                default:
                    Tell(scope, Next, $"{Next.Shown} stands where a key should begin.");
                    SkipEntry();
                    break;
            }
    }

    private void ReadEntry(HoconScope scope)
    {
        var key = HoconKey.Take(_tokens);
        var wasOurs = IsOurs;
        IsOurs |= scope.Path.Length == 0 && key.Parts[0] == Ours;
        if (key.IsInclude(Next))
            ReadInclude(scope, key.First);
        else
        {
            // Elsewhere a key may be of several words. None of ours is: there '=' is missing.
            while (!IsOurs && Next.IsText)
                _tokens.Take();
            var inner = scope with { Path = key.PathIn(scope.Path) };
            if (key.Parts.Contains(""))
                _faults.Add(key.First, inner.Path, "a part of the key is empty.");
            if (key.First.Wrong is { } wrong)
                _faults.AddWrong(key.First, inner.Path, wrong);
            foreach (var part in key.Parts.SkipLast(1))
                inner = inner with { Section = _tree.Open(inner, part, key.First) };
            ReadRest(inner, key.First, key.Last);
        }

        IsOurs = wasOurs;
    }

    /// <summary>What follows a key: a section, or a sign and a value.</summary>
    private void ReadRest(HoconScope scope, HoconToken first, string key)
    {
        if (
            Next.Kind is HoconTokenKind.LineBreak
            && _tokens.KindAfterLineBreaks() is HoconTokenKind.Assign or HoconTokenKind.OpenSection
        )
            _tokens.SkipLineBreaks();
        if (Next.Kind is HoconTokenKind.OpenSection)
        {
            ReadSection(scope, _tree.Open(scope, key, first));
            if (Next.Kind is HoconTokenKind.Comma)
                _faults.Add(Next, scope.Path, "Akka.NET refuses a comma after a section; use a line break.");
        }
        else
            _tree.Put(scope, key, ReadAssigned(scope, first, key), first);

        if (Next.Kind is HoconTokenKind.Comma)
            _tokens.Take();
    }

    private ConfigurationNode ReadAssigned(HoconScope scope, HoconToken first, string key)
    {
        switch (Next.Kind)
        {
            case HoconTokenKind.Append:
                _tokens.Take();
                ReadValue(scope, first, key);
                return _faults.AddBroken(first, scope.Path, "Akka.NET does not know '+='; write the whole value.");
            case HoconTokenKind.Assign:
                _tokens.Take();
                var isLeftOut =
                    (IsOurs || scope.IsTop) && Next.Kind is HoconTokenKind.LineBreak && _tokens.IsKeyAfterLineBreaks();
                return isLeftOut ? Tell(scope, first, HoconFaults.NoValue) : ReadValue(scope, first, key);
            case HoconTokenKind.LineBreak or HoconTokenKind.Comma or HoconTokenKind.CloseSection or HoconTokenKind.End:
                return Tell(scope, first, HoconFaults.NoValue);
            default:
                SkipEntry();
                return Tell(scope, first, "'=' is missing after the key.");
        }
    }

    /// <summary>
    /// Tells what is wrong with a key. Beside our section that counts in any other's too: Akka.NET takes a key without a value
    /// and the line behind it for one key, and then ours is not there.
    /// </summary>
    private Broken Tell(HoconScope scope, HoconToken at, string text)
    {
        var wasOurs = IsOurs;
        _faults.IsOurs |= scope.IsTop;
        var broken = _faults.AddBroken(at, scope.Path, text);
        _faults.IsOurs = wasOurs;
        return broken;
    }

    /// <summary>Reads a value up to where its entry ends. A section is read into the one of that key, which there may be already.</summary>
    private ConfigurationNode ReadValue(HoconScope scope, HoconToken first, string? key)
    {
        _tokens.SkipLineBreaks();
        var pieces = new HoconPieces(_file, first);
        while (!Next.EndsEntry)
        {
            pieces.StartAt(Next);
            switch (Next.Kind)
            {
                case HoconTokenKind.Word or HoconTokenKind.Quoted:
                    pieces.IsBroken |= Next.Wrong is { } wrong && _faults.AddWrong(Next, scope.Path, wrong);
                    pieces.Add(_tokens.Take());
                    break;
                case HoconTokenKind.OpenSection:
                    pieces.Section ??= key is null ? new Section() : _tree.Open(scope, key, first);
                    ReadSection(scope, pieces.Section);
                    break;
                case HoconTokenKind.OpenList:
                    pieces.Add(ReadList(scope));
                    break;
                default:
                    pieces.IsBroken |= SkipNoValue(scope, isInList: key is null);
                    break;
            }
        }

        return pieces.ToNode(_faults, scope.Path);
    }

    /// <summary>Goes over what no value may have in it.</summary>
    /// <returns>Whether it is a fault.</returns>
    private bool SkipNoValue(HoconScope scope, bool isInList)
    {
        var at = Next;
        if (at.Kind is HoconTokenKind.Substitution)
        {
            _tokens.Take();
            return _faults.Add(at, scope.Path, "'${' is not replaced in this section; write the value itself.");
        }

        if (isInList)
            _oddInList ??= at.PlaceIn(_file);
        SkipEntry();
        return _faults.Add(
            at,
            scope.Path,
            at.Kind is HoconTokenKind.Misplaced
                ? $"{at.Shown} may stand in quotes only."
                : $"{at.Shown} may stand in quotes only; or a line break or a comma is missing before the next key."
        );
    }

    private void ReadSection(HoconScope scope, Section into)
    {
        var opener = _tokens.Take();
        ReadEntries(scope with { Section = into, Opener = opener, Depth = scope.Depth + 1, IsTop = false });
    }

    private List<ConfigurationNode> ReadList(HoconScope scope)
    {
        var items = new List<ConfigurationNode>();
        var inner = scope with { Opener = _tokens.Take(), Depth = scope.Depth + 1, IsTop = false };
        if (IsTooDeep(inner))
            return items;
        while (true)
            switch (Next.Kind)
            {
                case HoconTokenKind.CloseList:
                    _tokens.Take();
                    return items;
                case HoconTokenKind.End or HoconTokenKind.CloseSection:
                    _faults.AddTorn(inner.Opener, scope.Path, "the list that is opened here is not closed.");
                    return items;
                case HoconTokenKind.LineBreak or HoconTokenKind.Comma:
                    _tokens.Take();
                    break;
                default:
                    items.Add(ReadValue(inner, Next, key: null));
                    break;
            }
    }

    private void ReadInclude(HoconScope scope, HoconToken first)
    {
        _faults.Add(first, scope.Path, "include is not followed in this section; name the file beside this one.");
        var end = first.To;
        while (!Next.EndsEntry)
            end = _tokens.Take().To;
        var kind = scope.Path.Length == 0 ? HoconFile.ReferenceKind.IncludeAtTheTop : HoconFile.ReferenceKind.Include;
        _tokens.AddUnseen(first, end, kind);
    }

    /// <summary>Goes to the end of an entry that cannot be read, over what it has in braces; at least over the next token.</summary>
    private void SkipEntry()
    {
        var open = 0;
        do
        {
            // What it holds is not looked at, so it may hold anything.
            if (Next.Kind is HoconTokenKind.OpenList)
                _oddInList ??= Next.PlaceIn(_file);
            open += _tokens.Take().Kind switch
            {
                HoconTokenKind.OpenSection or HoconTokenKind.OpenList => 1,
                HoconTokenKind.CloseSection or HoconTokenKind.CloseList when open > 0 => -1,
                _ => 0,
            };
        } while (Next.Kind is not HoconTokenKind.End && (open > 0 || !Next.EndsEntry));
    }

    private bool IsTooDeep(HoconScope scope)
    {
        if (scope.Depth <= MostNested)
            return _faults.IsTooDeep;
        _faults.AddTooDeep(scope.Opener, scope.Path, $"is nested more than {MostNested} deep; reading ends here.");
        _tokens.EndHere();
        return true;
    }
}
