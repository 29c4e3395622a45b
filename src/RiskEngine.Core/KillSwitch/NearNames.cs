namespace RiskEngine.Core;

/// <summary>What somebody may have meant who wrote a name that nothing goes by.</summary>
internal static class NearNames
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
            .Select(text => (Text: text, Distance: Distance(name, text.ToUpperInvariant())))
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

    /// <summary>How many letters have to be put in, left out or exchanged to make one of the other.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var exchanged = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
