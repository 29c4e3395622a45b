namespace Akka.Configuration.Hocon;

/// <summary>
/// Reads the HOCON that Akka.NET 1.5 reads, and refuses what it would misread without a word:
/// <c>+=</c>, <c>${?path}</c>, <c>include</c>, <c>[ ]</c>, a missing brace, bracket, quote or value.
/// </summary>
internal sealed class HoconParser(string text)
{
    private readonly HoconReader _reader = new(text);
    private readonly HoconValue _root = new(new HoconObject());
    private readonly List<HoconSubstitution> _substitutions = [];

    public HoconValue ParseDocument()
    {
        _reader.SkipWhiteSpaceAndComments();
        if (_reader.Next == '{')
            ParseObject(_root);
        else
            ParseMembers(_root.GetObject()!);
        _reader.SkipWhiteSpaceAndComments();
        if (!_reader.AtEnd)
            throw Unexpected();
        HoconSubstitution.Resolve(_root, _substitutions);
        return _root;
    }

    /// <summary>An object in braces; its members are merged into the object that the value already is.</summary>
    private void ParseObject(HoconValue owner)
    {
        var opening = _reader.Place();
        _reader.TrySkip("{");
        ParseMembers(ObjectOf(owner));
        if (!_reader.TrySkip("}"))
            throw _reader.AtEnd ? _reader.Error($"The brace opened at {opening} is not closed.") : Unexpected();
    }

    private void ParseMembers(HoconObject owner)
    {
        _reader.SkipWhiteSpaceAndComments();
        while (!_reader.AtEnd && _reader.Next != '}')
        {
            ParseMember(owner);
            _reader.SkipWhiteSpaceAndComments();
        }
    }

    private void ParseMember(HoconObject owner)
    {
        var value = owner.GetOrCreateKey(ParseKey());
        if (_reader.TrySkip("."))
        {
            _reader.SkipBlanksAndComments();
            ParseMember(ObjectOf(value));
        }
        else if (_reader.Next == '{')
        {
            ParseObject(value);
        }
        else if (_reader.TrySkip("=") || _reader.TrySkip(":"))
        {
            // A second object for the same key is merged with the first; anything else replaces it.
            if (!value.IsObject())
                value.Parts.Clear();
            ParseValue(value);
        }
        else
        {
            throw _reader.Error("Expected '=', ':', '.' or '{' after the key.");
        }
    }

    private string ParseKey()
    {
        if (_reader.Next == '"')
        {
            var quoted = _reader.ReadQuoted();
            _reader.SkipBlanksAndComments();
            return quoted;
        }
        var key = _reader.ReadUnquotedKey();
        if (key.Length == 0)
            throw _reader.Error("Expected a key.");
        if (key.EndsWith('+') && _reader.Next == '=')
            throw _reader.Error("'+=' is not supported: write the list out.");
        if (key == "include" && _reader.Next == '"')
            throw _reader.Error("'include' is not supported.");
        return key;
    }

    /// <summary>One or more elements on a line, up to the end of the line, a comma or a closing brace.</summary>
    private void ParseValue(HoconValue owner)
    {
        _reader.SkipWhiteSpaceAndComments();
        if (!TryParseElement(owner))
            throw _reader.Error("Expected a value.");
        while (true)
        {
            var blanks = _reader.ReadBlanks();
            var before = owner.Parts.Count;
            if (blanks.Length > 0)
                owner.Parts.Add(blanks);
            if (TryParseElement(owner))
                continue;
            if (blanks.Length > 0)
                owner.Parts.RemoveRange(before, 1);
            break;
        }
        _reader.SkipBlanksAndComments();
        if (!_reader.TrySkip(",") && !_reader.AtEnd && _reader.Next is not ('\r' or '\n' or '}' or ']'))
            throw Unexpected();
    }

    private bool TryParseElement(HoconValue owner)
    {
        if (_reader.Next == '{')
            ParseObject(owner);
        else if (_reader.Next == '[')
            owner.Parts.Add(ParseArray());
        else if (_reader.At("${"))
            owner.Parts.Add(ParseSubstitution());
        else if (_reader.At("\"\"\""))
            AddText(owner, _reader.ReadTripleQuoted());
        else if (_reader.Next == '"')
            AddText(owner, _reader.ReadQuoted());
        else if (_reader.AtUnquotedText)
            AddText(owner, ParseUnquotedText());
        else
            return false;
        return true;
    }

    private List<HoconValue> ParseArray()
    {
        var opening = _reader.Place();
        _reader.TrySkip("[");
        var array = new List<HoconValue>();
        if (_reader.TrySkip("]"))
            return array;
        _reader.SkipWhiteSpaceAndComments();
        if (_reader.Next == ']')
            throw _reader.Error("An empty list is written [] without a blank.");
        while (!_reader.TrySkip("]"))
        {
            if (_reader.AtEnd)
                throw _reader.Error($"The bracket opened at {opening} is not closed.");
            var element = new HoconValue();
            ParseValue(element);
            array.Add(element);
            _reader.SkipWhiteSpaceAndComments();
        }
        return array;
    }

    private HoconSubstitution ParseSubstitution()
    {
        _reader.TrySkip("${");
        if (_reader.Next == '?')
            throw _reader.Error("'${?path}' is not supported: give the path a value.");
        var path = _reader.ReadUnquotedText();
        if (path.Length == 0 || !_reader.TrySkip("}"))
            throw _reader.Error("Expected a path without quotes or blanks and '}'.");
        var substitution = new HoconSubstitution(path);
        _substitutions.Add(substitution);
        return substitution;
    }

    private string ParseUnquotedText()
    {
        var text = _reader.ReadUnquotedText();
        if (_reader.Next is '=' or ':')
            throw new ConfigurationException(
                $"An unquoted value cannot contain '{_reader.Next}': put it in quotes, or an object in braces. "
                    + _reader.Place()
            );
        return text;
    }

    private static void AddText(HoconValue owner, string text)
    {
        if (owner.IsObject())
            owner.Parts.Clear();
        owner.Parts.Add(text);
    }

    private static HoconObject ObjectOf(HoconValue value)
    {
        if (value.GetObject() is { } existing)
            return existing;
        var created = new HoconObject();
        value.Parts.Clear();
        value.Parts.Add(created);
        return created;
    }

    private FormatException Unexpected() => _reader.Error($"Unexpected '{_reader.Next}'.");
}
