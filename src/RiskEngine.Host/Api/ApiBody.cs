using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace RiskEngine.Host.Api;

/// <summary>What reading a body came to: one of the two nested records.</summary>
internal abstract record ApiBody<T>
{
    private ApiBody() { }

    /// <summary>It is what the call takes.</summary>
    /// <param name="Value">What stands in it.</param>
    /// <param name="Bytes">It, as it was sent.</param>
    internal sealed record Read(T Value, ReadOnlyMemory<byte> Bytes) : ApiBody<T>;

    /// <summary>It is not.</summary>
    /// <param name="Problem">Why.</param>
    internal sealed record Faulty(Problem Problem) : ApiBody<T>;

    /// <summary>Reads the body whole; the server's limit on its length holds.</summary>
    internal static async Task<ApiBody<T>> OfAsync(HttpRequest request, JsonTypeInfo<T> type)
    {
        if (!request.HasJsonContentType())
            return new Faulty(Problem.NotJson);
        try
        {
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
            var bytes = buffer.ToArray();
            return JsonSerializer.Deserialize(bytes, type) is { } value
                ? new Read(value, bytes)
                : new Faulty(Problem.Malformed("It is null."));
        }
        catch (BadHttpRequestException failure)
        {
            return new Faulty(
                failure.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? Problem.TooLarge
                    : Problem.Malformed("It could not be read to its end.")
            );
        }
        catch (JsonException failure)
        {
            return new Faulty(Problem.Malformed(Where(failure)));
        }
    }

    /// <summary>The parser's own words name .NET types; where it stumbled is enough.</summary>
    private static string Where(JsonException failure) =>
        failure.LineNumber is { } line
            ? $"It cannot be read at {failure.Path ?? "$"}, line {line + 1}, byte {failure.BytePositionInLine + 1}."
            : "A member is missing, unknown, given twice or of another type.";
}
