namespace RiskEngine.Core;

/// <summary>What somebody may have meant who wrote a name that nothing goes by.</summary>
internal static class NearScopes
{
    private const int Most = 5;

    /// <summary>Letters that may be wrong, missing or too many.</summary>
    private const int WrongLetters = 2;

    /// <summary>The known scopes of the same kind whose names are near, the nearest first; upper and lower case aside.</summary>
    internal static ValueList<string> Of(KillSwitchScope wanted, IEnumerable<KillSwitchScope> known)
    {
        var name = $"{wanted}".ToUpperInvariant();
        var near = known
            .Where(scope => scope.Breadth == wanted.Breadth)
            .Select(scope => $"{scope}")
            .Distinct()
            .Select(text => (Text: text, Distance: NearNames.Distance(name, text.ToUpperInvariant())))
            .Where(x => x.Distance <= WrongLetters)
            .ToList();
        // Where only upper and lower case differ it is that one, and no other.
        var isExact = near.Exists(x => x.Distance == 0);
        return near.Where(x => !isExact || x.Distance == 0)
            .OrderBy(x => x.Distance)
            .ThenBy(x => x.Text, StringComparer.Ordinal)
            .Take(Most)
            .Select(x => x.Text)
            .ToValueList();
    }
}
