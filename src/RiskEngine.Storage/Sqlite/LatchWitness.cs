using System.Text;

namespace RiskEngine.Storage;

/// <summary>Notes beside the store how far the kill switch's log went, so that an older copy put in its place is found.</summary>
/// <remarks>
/// An older copy lacks the latest engagements, and would let trade what was stopped. The note is no part of the store: it
/// stays where a backup of the file is put back. Where it is missing or says nothing, nothing is known; where it cannot be
/// written, an engagement is stored all the same.
/// </remarks>
internal sealed class LatchWitness(string storePath)
{
    /// <summary>A count of 19 digits, a colon and a hash.</summary>
    private const int LongestNote = 128;

    private readonly string _path = $"{storePath}-latch";

    /// <summary>Says that the log is not the one that was noted, or goes less far.</summary>
    /// <exception cref="StoreException">It is an older copy, or another one.</exception>
    internal void Check(Func<long, RowHash?> hashAt)
    {
        if (Noted() is not { Count: > 0 } noted || hashAt(noted.Count) == noted.Hash)
            return;
        throw new StoreException(
            StoreFault.Corrupt,
            $"kill_switch_record is not the log that this node has written: record {noted.Count} is missing or another one. "
                + $"An older copy of the store was put in its place; what was engaged since is in none of it. Once a person has "
                + $"looked, delete '{Path.GetFileName(_path)}' beside the store, and the copy counts."
        );
    }

    /// <summary>Notes how far it goes now.</summary>
    internal void Note(AuditHead head)
    {
        try
        {
            var draft = $"{_path}.new";
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                file.Write(Encoding.ASCII.GetBytes($"{head}"));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, _path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The store has the engagement; only an older copy would not be told from it.
        }
    }

    private AuditHead? Noted()
    {
        try
        {
            return new FileInfo(_path) is { Exists: true, Length: <= LongestNote }
                ? AuditHead.Parse(File.ReadAllText(_path, Encoding.ASCII))
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
