using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace RiskEngine.Host.Api;

/// <summary>Reads what a call was sent.</summary>
internal static class ApiBody
{
    /// <summary>Answers with what comes of the body, or with what is wrong with it; the server's limit on its length holds.</summary>
    /// <param name="request">The call.</param>
    /// <param name="type">What it takes.</param>
    /// <param name="answer">Given what stands in the body, and the body as it was sent.</param>
    internal static async Task<IResult> AnswerAsync<T>(
        HttpRequest request,
        JsonTypeInfo<T> type,
        Func<T, ReadOnlyMemory<byte>, Task<ApiAnswer>> answer
    )
    {
        if (!request.HasJsonContentType())
            return ApiAnswer.Of(Problem.NotJson);
        byte[] bytes;
        T? value;
        try
        {
            using var buffer = new MemoryStream();
            // Not ended by the sender's closing its side: the server takes that for an abort, and a stop that was sent
            // whole is carried out. What does not come whole ends the reading by itself.
            await request.Body.CopyToAsync(buffer, CancellationToken.None);
            bytes = buffer.ToArray();
            value = JsonSerializer.Deserialize(bytes, type);
        }
        catch (BadHttpRequestException failure)
        {
            return ApiAnswer.Of(
                failure.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? Problem.TooLarge
                    : Problem.Malformed("It could not be read to its end.")
            );
        }
        catch (JsonException failure)
        {
            return ApiAnswer.Of(Problem.Malformed(Where(failure)));
        }

        return value is null ? ApiAnswer.Of(Problem.Malformed("It is null.")) : await answer(value, bytes);
    }

    /// <summary>The parser's own words name .NET types; where it stumbled is enough.</summary>
    private static string Where(JsonException failure) =>
        failure.LineNumber is { } line
            ? $"It cannot be read at {failure.Path ?? "$"}, line {line + 1}, byte {failure.BytePositionInLine + 1}."
            : "A member is missing, unknown, given twice or of another type.";
}
