namespace Akka.Configuration.Hocon;

/// <summary>Dotted paths, with quotes around an element that contains a dot.</summary>
internal static class HoconPath
{
    public static IEnumerable<string> Split(string path)
    {
        for (var start = 0; start < path.Length; )
        {
            var quoted = path[start] == '"';
            var first = quoted ? start + 1 : start;
            var end = path.IndexOf(quoted ? '"' : '.', first);
            if (end < 0 && quoted)
                throw new FormatException($"A quote is not closed in the path {path}");
            if (end < 0)
                end = path.Length;
            yield return path[first..end];
            start = end + (quoted ? 2 : 1);
        }
    }
}
