using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace RiskEngine.Host.Api;

/// <summary>An answer that is complete: it can be kept, and given again.</summary>
internal sealed class ApiAnswer : IResult
{
    private readonly byte[] _body;
    private readonly string _contentType;
    private readonly string? _retryAfter;

    private ApiAnswer(int status, byte[] body, string contentType, string? retryAfter = null) =>
        (Status, _body, _contentType, _retryAfter) = (status, body, contentType, retryAfter);

    internal int Status { get; }

    internal static ApiAnswer Of<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8");

    internal static ApiAnswer Of(Problem problem) =>
        new(
            problem.Status,
            JsonSerializer.SerializeToUtf8Bytes(ProblemView.Of(problem), ApiJson.Default.ProblemView),
            Problem.ContentType,
            problem.RetryAfter is null ? null : problem.RetryAfterSeconds
        );

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = _contentType;
        response.ContentLength = _body.Length;
        if (_retryAfter is not null)
            response.Headers.RetryAfter = _retryAfter;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(_body, httpContext.RequestAborted);
    }
}
