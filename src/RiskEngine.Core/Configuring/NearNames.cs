namespace RiskEngine.Core;

/// <summary>Finds what somebody may have meant who misspelled a name.</summary>
public static class NearNames
{
    /// <summary>The name nearest to a word, at most a third of its letters away; null: none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> names) =>
        names
            .Select(name => (Name: name, Distance: Distance(word, name)))
            .Where(one => one.Distance <= Math.Max(1, Math.Min(word.Length, one.Name.Length) / 3))
            .OrderBy(one => one.Distance)
            .ThenBy(one => one.Name, StringComparer.Ordinal)
            .Select(one => one.Name)
            .FirstOrDefault();

    /// <summary>Letters to be put in, left out, replaced or swapped with their neighbor; as many as there are numbers where far more than a few are.</summary>
    internal static int Distance(string a, string b)
    {
        // A key of a thousand letters is no misspelled one.
        if (Math.Abs(a.Length - b.Length) > 8)
            return int.MaxValue;
        var (twoBack, back, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            (twoBack, back, row) = (back, row, twoBack);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(back[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], twoBack[j - 2] + 1);
            }
        }

        return row[b.Length];
    }
}
