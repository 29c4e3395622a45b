using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace RiskEngine.Gemini;

/// <summary>A TCP connection that needs no thread of the pool: one of its own connects, waits for bytes and goes on with whoever awaits them.</summary>
/// <remarks>
/// The runtime's own sockets hand every arrived byte to the thread pool, so an answer is not read while that is blocked.
/// Here it is, and a warm answer comes sooner, since one thread is woken instead of two. What continues on the thread
/// must not block: it reads for this connection alone.
/// <para>One read at a time. Writes are those of the one request that HTTP/1.1 has out on a connection, which fits into the
/// socket's buffer, so they are done where they are asked for.</para>
/// </remarks>
internal sealed class ThreadedConnection : Stream, IValueTaskSource<int>
{
    /// <summary>As much as an answer to a cancel usually is, several times over.</summary>
    private const int Capacity = 16 * 1024;

    [ThreadStatic]
    private static bool t_isReading;

    private readonly TaskCompletionSource<Stream> _connected = new();
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly object _gate = new();
    private readonly byte[] _arrived = new byte[Capacity];
    private int _start;
    private int _end;
    private bool _isOver;
    private bool _isClosed;
    private Exception? _failure;
    private bool _isReading;
    private Memory<byte> _wanted;
    private ManualResetValueTaskSourceCore<int> _read;
    private volatile AnswerHold? _hold;

    private ThreadedConnection(TimeSpan sendTimeout) => _socket.SendTimeout = (int)sendTimeout.TotalMilliseconds;

    /// <summary>Connects; a token that is canceled closes the connection while it is made.</summary>
    /// <param name="host">Its name or address.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="sendTimeout">How long a write may take that the other side does not take.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    internal static async ValueTask<Stream> ConnectAsync(
        string host,
        int port,
        TimeSpan sendTimeout,
        CancellationToken cancellationToken
    )
    {
        var connection = new ThreadedConnection(sendTimeout);
        await using var giveUp = cancellationToken.UnsafeRegister(Close, connection).ConfigureAwait(false);
        new Thread(() => connection.Run(host, port)) { IsBackground = true, Name = $"risk-engine {host}" }.Start();
        return await connection._connected.Task.ConfigureAwait(false);
    }

    /// <summary>Whether the calling thread is one that waits for bytes, and has just got some.</summary>
    internal static bool IsReadingHere => t_isReading;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.CanBeCanceled ? ReadUnlessCanceled(buffer, cancellationToken) : Next(buffer);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
        catch (IOException failure)
        {
            return ValueTask.FromException(failure);
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hold = AnswerHold.Current;
        try
        {
            while (!buffer.IsEmpty)
                buffer = buffer[_socket.Send(buffer)..];
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _read.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        try
        {
            // Wakes the thread that waits for bytes.
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // It was not connected, or is closed already.
        }

        _socket.Dispose();
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }

        base.Dispose(disposing);
    }

    private static void Close(object? connection) => ((ThreadedConnection)connection!).Dispose();

    /// <summary>Only a handshake may be canceled: a request that is given up closes its connection.</summary>
    private async ValueTask<int> ReadUnlessCanceled(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await using var giveUp = cancellationToken.UnsafeRegister(Close, this).ConfigureAwait(false);
        return await Next(buffer).ConfigureAwait(false);
    }

    private ValueTask<int> Next(Memory<byte> buffer)
    {
        lock (_gate)
        {
            if (_end > _start || _isOver)
                return _failure is null || _end > _start
                    ? ValueTask.FromResult(Take(buffer.Span))
                    : ValueTask.FromException<int>(_failure);
            _read.Reset();
            (_isReading, _wanted) = (true, buffer);
            return new ValueTask<int>(this, _read.Version);
        }
    }

    private int Take(Span<byte> into)
    {
        var taken = Math.Min(into.Length, _end - _start);
        _arrived.AsSpan(_start, taken).CopyTo(into);
        _start += taken;
        Monitor.Pulse(_gate);
        return taken;
    }

    private void Run(string host, int port)
    {
        try
        {
            _socket.Connect(host, port);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            _socket.Dispose();
            _connected.SetException(failure);
            return;
        }

        // Whoever awaits it goes on here, to where it waits for bytes.
        _connected.SetResult(this);
        t_isReading = true;
        while (Receive()) { }
    }

    /// <summary>Waits for bytes, and hands them to whoever reads; false: there will be no more.</summary>
    private bool Receive()
    {
        int received;
        Exception? failure = null;
        try
        {
            received = _socket.Receive(Free());
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            (received, failure) = (0, new IOException(broken.Message, broken));
        }

        int taken;
        lock (_gate)
        {
            _end += received;
            (_isOver, _failure) = (received == 0, failure);
            if (!_isReading)
                return !_isOver;
            _isReading = false;
            taken = failure is null ? Take(_wanted.Span) : 0;
        }

        _hold?.Wait();
        if (failure is null)
            _read.SetResult(taken);
        else
            _read.SetException(failure);
        return received > 0;
    }

    /// <summary>Where the next bytes go; waits until there is room.</summary>
    private Span<byte> Free()
    {
        lock (_gate)
        {
            while (_end == Capacity && _start < _end && !_isClosed)
                Monitor.Wait(_gate);
            if (_start == _end || _isClosed)
                (_start, _end) = (0, 0);
            return _arrived.AsSpan(_end);
        }
    }
}
