using System.IO.MemoryMappedFiles;

namespace RiskEngine.Storage;

/// <summary>Counts, in memory that outlives the process, the entries given to an audit writer and those that were settled.</summary>
/// <remarks>
/// After a crash it tells how many entries the process took with it. It is a small file mapped into memory: counting
/// costs a store to memory and never waits for a disk. After a power failure it may be older than the trail; it then
/// tells nothing and begins anew. For a trail to which one writer alone adds.
/// </remarks>
public sealed class AuditTally : IDisposable
{
    private const long Mark = 0x31594C4C41544B52; // "RKTALLY1"
    private const int FileBytes = 4096;
    private const int GivenAt = 8;
    private const int CurrentAt = 16;
    private const int WritesAt = 24;
    private const int WriteBytes = 32;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _memory;
    private readonly long _givenBefore;

    private AuditTally(MemoryMappedFile file)
    {
        _file = file;
        _memory = file.CreateViewAccessor(0, FileBytes);
        if (_memory.ReadInt64(0) != Mark)
        {
            _memory.WriteArray(0, new byte[FileBytes], 0, FileBytes);
            _memory.Write(0, Mark);
        }

        _givenBefore = Given;
    }

    private long Given => _memory.ReadInt64(GivenAt);

    /// <summary>Opens the tally, or begins one.</summary>
    /// <param name="path">Its file, beside the store.</param>
    /// <exception cref="IOException">The file cannot be mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static AuditTally Open(string path) =>
        new(MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, FileBytes));

    /// <summary>Opens the tally, or begins one; null when its file cannot be used: then nobody can tell what a crash takes.</summary>
    /// <param name="path">Its file, beside the store; the folder is made when it is missing.</param>
    public static AuditTally? TryOpen(string path)
    {
        try
        {
            new FileInfo(path).Directory?.Create();
            return Open(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        _file.Dispose();
    }

    /// <summary>One more entry was given.</summary>
    internal void Give() => _memory.Write(GivenAt, Given + 1);

    /// <summary>How many entries were given before this tally was opened and are neither kept nor counted in the trail.</summary>
    /// <param name="rows">How many rows the trail has.</param>
    internal long LostBefore(long rows)
    {
        var write = Current;
        var isFromThisTrail = rows == write.RowsBefore || rows == write.RowsBefore + write.Rows;
        if (isFromThisTrail && _givenBefore - write.SettledBy(rows) is >= 0 and var lost)
            return lost;
        Current = new Write(rows, 0, _givenBefore, 0);
        return 0;
    }

    /// <summary>Rows are about to be added; whether they were can be told afterwards from how many there are.</summary>
    /// <param name="rowsBefore">How many rows the trail has.</param>
    /// <param name="batch">What is to be added.</param>
    internal void Begin(long rowsBefore, AuditBatch batch) =>
        Current = new Write(rowsBefore, batch.RowCount, Current.SettledBy(rowsBefore), batch.Settles);

    /// <summary>Of the two places the one not in use is filled, then made current by one store: a crash leaves either whole.</summary>
    private Write Current
    {
        get
        {
            _memory.Read<Write>(WritesAt + (int)(_memory.ReadInt64(CurrentAt) & 1) * WriteBytes, out var write);
            return write;
        }
        set
        {
            var next = (_memory.ReadInt64(CurrentAt) & 1) ^ 1;
            _memory.Write(WritesAt + (int)next * WriteBytes, ref value);
            Thread.MemoryBarrier();
            _memory.Write(CurrentAt, next);
        }
    }

    /// <summary>One write to the trail.</summary>
    /// <param name="RowsBefore">Rows of the trail before it.</param>
    /// <param name="Rows">Rows that it adds.</param>
    /// <param name="SettledBefore">Entries settled before it.</param>
    /// <param name="Settles">Entries that it settles: kept, or counted in a row as lost.</param>
    private readonly record struct Write(long RowsBefore, long Rows, long SettledBefore, long Settles)
    {
        internal long SettledBy(long rows) => SettledBefore + (rows >= RowsBefore + Rows ? Settles : 0);
    }
}
