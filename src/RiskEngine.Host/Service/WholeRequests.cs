using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace RiskEngine.Host.Service;

/// <summary>
/// Reads a connection so that what came before its end is read first. The server refuses a body as cut off once its sender has
/// closed its side, even when all of it is there: a stop that arrived whole would be lost.
/// </summary>
internal sealed class WholeRequests(PipeReader inner) : PipeReader
{
    private long? _shown;

    /// <summary>Puts it between the connection and the server.</summary>
    internal static ConnectionDelegate Before(ConnectionDelegate next) =>
        connection =>
        {
            connection.Transport = new Pipes(
                new WholeRequests(connection.Transport.Input),
                connection.Transport.Output
            );
            return next(connection);
        };

    public override bool TryRead(out ReadResult result)
    {
        if (!inner.TryRead(out result))
            return false;
        result = WithoutEnd(result);
        return true;
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        WithoutEnd(await inner.ReadAsync(cancellationToken));

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
        inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    /// <summary>The same bytes a second time were not enough for the reader: only then it hears that no more come.</summary>
    private ReadResult WithoutEnd(ReadResult result)
    {
        if (!result.IsCompleted || result.Buffer.IsEmpty || result.Buffer.Length == _shown)
            return result;
        _shown = result.Buffer.Length;
        return new ReadResult(result.Buffer, result.IsCanceled, isCompleted: false);
    }

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
