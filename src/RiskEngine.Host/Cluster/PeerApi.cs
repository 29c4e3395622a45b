using Akka.Actor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using RiskEngine.Host.Access;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Cluster;

/// <summary>Takes what other nodes pass on. Only a node of the same cluster gets here.</summary>
/// <param name="peers">Answers for this node.</param>
/// <param name="patience">How long an answer may take at most.</param>
internal sealed class PeerApi(IActorRef peers, TimeSpan patience)
{
    internal void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(PeerMessages.Route, (Delegate)TakeAsync).WithMetadata(FromPeer.Route).ExcludeFromDescription();

    internal async Task<IResult> TakeAsync(HttpContext context)
    {
        // Whoever is let in is one of us: its messages may be longer than people's.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = PeerMessages.MaxBytes;
        if (await ReadAsync(context.Request) is not { } message)
            return ApiAnswer.Of(Problem.Malformed("No message that this node knows."));
        object said;
        try
        {
            said = await peers.Ask<object>(message, patience);
        }
        catch (AskTimeoutException)
        {
            return ApiAnswer.Of(Problem.NoAnswer);
        }

        context.Response.Headers[PeerMessages.Header] = EngineWire.Format.NameOf(said);
        return Results.Bytes(EngineWire.Format.Write(said, PeerMessages.MaxBytes), PeerMessages.ContentType);
    }

    private static async Task<PeerMessage?> ReadAsync(HttpRequest request)
    {
        if (request.Headers[PeerMessages.Header] is not [{ } name])
            return null;
        try
        {
            using var buffer = new MemoryStream();
            // A message that came whole is read, also when its sender has closed behind it.
            await request.Body.CopyToAsync(buffer, CancellationToken.None);
            return EngineWire.Format.Read(name, buffer.ToArray()) as PeerMessage;
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }
}
