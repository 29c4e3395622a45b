namespace RiskEngine;

/// <summary>A smallest piece of HOCON text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says: of quoted text without the quotes, escapes replaced.</param>
/// <param name="From">The index of its first character.</param>
/// <param name="To">The index behind its last one.</param>
/// <param name="Line">Its line; 1 is the first.</param>
/// <param name="Column">Its column; 1 is the first.</param>
/// <param name="IsFirst">Whether nothing but white space stands before it in its line.</param>
internal readonly record struct HoconToken(
    HoconTokenKind Kind,
    string Text,
    int From,
    int To,
    int Line,
    int Column,
    bool IsFirst
)
{
    /// <summary>What is wrong with it in itself; null: nothing.</summary>
    internal string? Wrong { get; init; }

    /// <summary>It as a person can see it: of a blank or a control character its number.</summary>
    internal string Shown =>
        Text is [var c] && (char.IsControl(c) || char.IsWhiteSpace(c) || c is '\ufeff')
            ? $"U+{(int)c:X4}"
            : $"'{Text}'";

    internal bool IsText => Kind is HoconTokenKind.Word or HoconTokenKind.Quoted;

    /// <summary>Whether a key and its value end before it.</summary>
    internal bool EndsEntry =>
        Kind
            is HoconTokenKind.LineBreak
                or HoconTokenKind.Comma
                or HoconTokenKind.CloseSection
                or HoconTokenKind.CloseList
                or HoconTokenKind.End;

    internal SourcePlace PlaceIn(ConfigurationText file) => new(file.Name, Line, Column);
}

internal enum HoconTokenKind
{
    End,
    LineBreak,
    Comma,

    /// <summary><c>=</c> or <c>:</c>.</summary>
    Assign,

    /// <summary><c>+=</c>.</summary>
    Append,
    OpenSection,
    CloseSection,
    OpenList,
    CloseList,

    /// <summary>Text without quotes, up to white space or a character that means something.</summary>
    Word,
    Quoted,

    /// <summary><c>${path}</c> or <c>${?path}</c>.</summary>
    Substitution,

    /// <summary>A character that may stand in quotes only.</summary>
    Misplaced,
}
