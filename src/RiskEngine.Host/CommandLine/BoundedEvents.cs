namespace RiskEngine.Host.CommandLine;

/// <summary>A stream of events none of which is longer than <see cref="ServiceClient.MostBytes"/>: a longer one ends it.</summary>
internal sealed class BoundedEvents(Stream inner) : Stream
{
    private int _length;
    private bool _isAtLineStart;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">The connection broke, or an event is too long.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        foreach (var one in buffer.Span[..count])
            Count(one);
        return _length <= ServiceClient.MostBytes
            ? count
            : throw new IOException("what comes there is no stream of events.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>An empty line ends an event.</summary>
    private void Count(byte one)
    {
        if (one == '\n')
        {
            _length = _isAtLineStart ? 0 : _length + 1;
            _isAtLineStart = true;
            return;
        }

        _length++;
        _isAtLineStart &= one == '\r';
    }
}
