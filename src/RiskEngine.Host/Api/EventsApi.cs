using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RiskEngine.Host.Access;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Api;

/// <summary>Streams events as the HTML standard's server-sent events.</summary>
internal sealed class EventsApi(EventHub hub, BrowserSessions browsers, CancellationToken stopping)
{
    private const string LastEventId = "Last-Event-ID";

    internal async Task GetAsync(HttpContext context)
    {
        using var reader = hub.Open(context.Request.Headers[LastEventId]);
        if (reader is null)
        {
            await Problem.TooManyStreams.WriteAsync(context);
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        // nginx would hold events back until a buffer of it is full.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            // The headers go out before anything has happened.
            await context.Response.Body.WriteAsync(EventFrame.Heartbeat.Bytes, end.Token);
            await context.Response.Body.FlushAsync(end.Token);
            await foreach (var frame in reader.ReadAsync(end.Token))
            {
                // Whoever is signed out, or signed in for too long, hears no more.
                if (Caller.Of(context).Browser is { } browser && !browsers.IsOpen(browser))
                    return;
                await context.Response.Body.WriteAsync(frame.Bytes, end.Token);
                await context.Response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader is gone, or we are going.
        }
    }
}
