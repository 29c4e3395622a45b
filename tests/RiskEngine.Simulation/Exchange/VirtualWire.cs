using System.Globalization;
using System.Net;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Faults;

namespace RiskEngine.Simulation.Exchange;

/// <summary>The way between the engine's real HTTP code and the simulated exchange, without sockets, in virtual time.</summary>
internal sealed class VirtualWire(World exchange, TimeProvider time) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        // The caller may give up; what is in flight still lands.
        var travel = TravelAsync(request);
        await Until(travel, cancellationToken);
        var reply = await travel;
        if (reply.Latency > TimeSpan.Zero)
            await Until(Task.Delay(reply.Latency, time, CancellationToken.None), cancellationToken);
        switch (reply.Delivery)
        {
            case Delivery.Sent:
                return Response(reply);
            case Delivery.Never:
                await Until(new TaskCompletionSource().Task, cancellationToken);
                throw new InvalidOperationException("Nobody waits for ever.");
            default:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection is gone.");
        }
    }

    /// <summary>Waits on this thread: the framework's own waits hand a cancellation to the pool, which is outside of the world.</summary>
    private static async Task Until(Task done, CancellationToken cancellationToken)
    {
        var gone = new TaskCompletionSource();
        await using (cancellationToken.Register(() => gone.TrySetCanceled(cancellationToken)))
            await await Task.WhenAny(done, gone.Task);
    }

    private async Task<Reply> TravelAsync(HttpRequestMessage request)
    {
        var headers = request.Headers.ToDictionary(
            header => header.Key,
            header => string.Join(',', header.Value),
            StringComparer.OrdinalIgnoreCase
        );
        var step = exchange.Handle("POST", request.RequestUri!.AbsolutePath, headers, time.GetUtcNow());
        while (step is Step.Wait wait)
        {
            var left = wait.Until - time.GetUtcNow();
            if (left > TimeSpan.Zero)
                await Task.Delay(left, time);
            step = wait.Resume(time.GetUtcNow());
        }

        return ((Step.Done)step).Reply;
    }

    private static HttpResponseMessage Response(Reply reply)
    {
        var response = new HttpResponseMessage((HttpStatusCode)reply.Answer!.Status)
        {
            Content = new ByteArrayContent(reply.BodyBytes()),
        };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", reply.Answer.ContentType);
        if (reply.ContentEncoding is { } coding)
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        if (reply.Date is { } date)
            response.Headers.TryAddWithoutValidation("Date", date.ToString("r", CultureInfo.InvariantCulture));
        if (reply.Answer.RetryAfter is { } retryAfter)
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return response;
    }
}
