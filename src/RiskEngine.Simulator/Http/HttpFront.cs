using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RiskEngine.Simulator.Faults;

namespace RiskEngine.Simulator.Http;

/// <summary>Carries requests from sockets to the world and replies back, with all that can befall them on the wire.</summary>
/// <param name="world">The exchange.</param>
/// <param name="time">The clock that it lives by.</param>
/// <param name="stopping">Ends every wait.</param>
internal sealed class HttpFront(World world, TimeProvider time, CancellationToken stopping)
{
    public async Task ServeAsync(HttpContext context)
    {
        try
        {
            var reply = await TravelAsync(context.Request);
            await WaitAsync(reply.Latency);
            await DeliverAsync(context, reply);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    /// <summary>Drives a request to its end, also when the caller has gone: what is in flight still lands.</summary>
    private async Task<Reply> TravelAsync(HttpRequest request)
    {
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
        var step = world.Handle(request.Method, request.Path.Value ?? "/", headers, time.GetUtcNow());
        while (true)
        {
            switch (step)
            {
                case Step.Done done:
                    return done.Reply;
                case Step.Wait wait:
                    await WaitAsync(wait.Until - time.GetUtcNow());
                    step = wait.Resume(time.GetUtcNow());
                    break;
                default:
                    throw new UnreachableException($"{step} is neither done nor waits.");
            }
        }
    }

    private async Task DeliverAsync(HttpContext context, Reply reply)
    {
        switch (reply.Delivery)
        {
            case Delivery.Sent:
                await WriteAsync(context.Response, reply, share: 1.0);
                break;
            case Delivery.Truncated:
                // Fewer bytes than Content-Length promised: Kestrel sends them and closes the connection.
                await WriteAsync(context.Response, reply, share: 0.5);
                break;
            case Delivery.Closed:
                Close(context);
                break;
            case Delivery.Reset:
                context.Abort();
                break;
            case Delivery.Never:
                using (var gone = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted))
                    await Task.Delay(Timeout.InfiniteTimeSpan, time, gone.Token);
                break;
            default:
                throw new UnreachableException($"{reply.Delivery} is no known delivery.");
        }
    }

    private static async Task WriteAsync(HttpResponse response, Reply reply, double share)
    {
        var answer = reply.Answer ?? throw new InvalidOperationException("A reply that is sent has an answer.");
        var body = reply.BodyBytes();
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = body.Length;
        // Kestrel adds a true date of its own where a header is missing, unless it is there and empty.
        response.Headers.Date = reply.Date?.ToString("R", CultureInfo.InvariantCulture) ?? "";
        if (reply.ContentEncoding is { } coding)
            response.Headers.ContentEncoding = coding;
        if (answer.RetryAfter is { } retryAfter)
            response.Headers.RetryAfter = retryAfter;
        if (answer.Location is { } location)
            response.Headers.Location = location;
        await response.Body.WriteAsync(body.AsMemory(0, (int)(body.Length * share)));
        await response.Body.FlushAsync();
    }

    /// <summary>Ends the sending side of the connection: the caller reads end of stream, not a reset.</summary>
    private static void Close(HttpContext context)
    {
        try
        {
            context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The caller closed it first.
        }
    }

    private Task WaitAsync(TimeSpan delay) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, time, stopping) : Task.CompletedTask;
}
