using System.Text;

namespace RiskEngine.Storage;

/// <summary>
/// Notes beside the store what was last said of each session's open orders, so that an older copy put in its place does not
/// say of its orders that they are all.
/// </summary>
/// <remarks>
/// <para>A line a change: the session is in use, or the hash of its last word. The latest line of a session counts. Where a
/// copy says the same as was said last, it is no older copy in anything that matters.</para>
/// <para>The note is no part of the store: it stays where a backup of the file is put back. Where it is missing or says
/// nothing of a session, nothing is known; where it cannot be written, the orders are kept all the same. Its callers take
/// turns.</para>
/// </remarks>
internal sealed class OrdersWitness(string storePath)
{
    private const string InUse = "in-use";

    /// <summary>Above what a thousand sessions take that are started a hundred times a day between two openings.</summary>
    private const long LongestNotes = 32 * 1024 * 1024;

    private readonly string _path = $"{storePath}-orders";
    private Dictionary<string, string>? _noted;

    /// <summary>Whether the last word on a session was another one.</summary>
    internal bool Contradicts(string session, byte[] hash) =>
        Noted().TryGetValue(session, out var noted) && noted != Convert.ToHexStringLower(hash);

    /// <summary>Orders of the session may be opened from now on: nothing that was said of them before counts any more.</summary>
    internal void NoteInUse(string session) => Note(session, InUse);

    /// <summary>The last word on a session's orders was kept.</summary>
    internal void NoteEnd(string session, byte[] hash) => Note(session, Convert.ToHexStringLower(hash));

    private void Note(string session, string what)
    {
        var noted = Noted();
        if (noted.GetValueOrDefault(session) == what)
            return;
        noted[session] = what;
        try
        {
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(Line(session, what)));
            file.Flush(flushToDisk: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The store has the orders; only an older copy would not be told from it.
        }
    }

    private Dictionary<string, string> Noted()
    {
        if (_noted is { } known)
            return known;
        var noted = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            if (new FileInfo(_path) is { Exists: true, Length: <= LongestNotes })
            {
                foreach (var line in File.ReadAllText(_path, Encoding.UTF8).Split('\n'))
                    if (line.Split('\t') is [var session, var what, ""])
                        noted[session] = what;
                // A line that a crash cut off would take the next one with it.
                Compact(noted);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Then it says nothing.
        }

        return _noted = noted;
    }

    private void Compact(Dictionary<string, string> noted)
    {
        var draft = $"{_path}.new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(string.Concat(noted.Select(x => Line(x.Key, x.Value)))));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, _path, overwrite: true);
    }

    /// <summary>A tab at the end, so that a line that was cut off is known. Neither a session nor a hash has one in it.</summary>
    private static string Line(string session, string what) => $"{session}\t{what}\t\n";
}
