using System.Globalization;
using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Access;

namespace RiskEngine.Host.Api;

/// <summary>Why a call was not done, for programs by <see cref="Code"/> and for people; written as RFC 9457 says.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Which kind of problem; it never changes.</param>
/// <param name="Title">The kind, in words.</param>
/// <param name="Detail">What it was this time; null: the title says it all.</param>
internal sealed record Problem(int Status, string Code, string Title, string? Detail = null)
{
    internal const string ContentType = "application/problem+json";

    internal static readonly Problem NoToken = new(
        StatusCodes.Status401Unauthorized,
        "no-token",
        "A valid token is needed.",
        "Send it as 'Authorization: Bearer TOKEN', or sign in with a browser."
    );

    internal static readonly Problem Forged = new(
        StatusCodes.Status403Forbidden,
        "not-from-our-page",
        "The call did not come from this service's own page."
    );

    internal static readonly Problem NotFound = new(
        StatusCodes.Status404NotFound,
        "not-found",
        "There is no such thing here."
    );

    internal static readonly Problem TooLarge = new(
        StatusCodes.Status413PayloadTooLarge,
        "body-too-large",
        "The body is longer than this service reads."
    );

    internal static readonly Problem NotJson = new(
        StatusCodes.Status415UnsupportedMediaType,
        "not-json",
        "The body must be application/json."
    );

    internal static readonly Problem OtherBody = new(
        StatusCodes.Status422UnprocessableEntity,
        "idempotency-key-reused",
        "This Idempotency-Key was used with another body.",
        "Nothing was done. Use a new key for a new command."
    );

    internal static readonly Problem BadKey = new(
        StatusCodes.Status400BadRequest,
        "bad-idempotency-key",
        "An Idempotency-Key is 1 to 64 letters, digits, '.', '-' or '_', beginning with a letter or digit."
    );

    internal static readonly Problem TooManyStreams = new(
        StatusCodes.Status503ServiceUnavailable,
        "too-many-streams",
        "As many event streams are open as may be."
    );

    internal static readonly Problem NoAnswer = new(
        StatusCodes.Status503ServiceUnavailable,
        "no-answer",
        "The engine did not answer in time."
    );

    internal static readonly Problem Defect = new(
        StatusCodes.Status500InternalServerError,
        "defect",
        "The service failed. The log says more.",
        "Whether the command was carried out is not known: look at the sessions."
    );

    /// <summary>The members of the body that are wrong, each with what is wrong with it.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>When it is worth trying again; null: that does not depend on the time.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    internal static Problem NoSession(string name, string? near) =>
        NotFound with
        {
            Detail = near is null
                ? $"No session goes by '{name}'."
                : $"No session goes by '{name}'. Did you mean '{near}'?",
        };

    internal static Problem WithoutRole(OperatorRoles role) =>
        new(
            StatusCodes.Status403Forbidden,
            "without-role",
            "You do not have the role that this needs.",
            $"It needs the role {OperatorRoleNames.Of(role)[0]}."
        );

    internal static Problem TooManyFailures(TimeSpan wait) =>
        new(
            StatusCodes.Status429TooManyRequests,
            "too-many-failures",
            "Too many failures from this address.",
            "A valid token is taken at any time."
        )
        {
            RetryAfter = wait,
        };

    internal static Problem Malformed(string detail) =>
        new(
            StatusCodes.Status400BadRequest,
            "malformed-body",
            "The body is not the JSON that this call takes.",
            detail
        );

    internal static Problem BadValue(string member, string fault) =>
        BadValues(new Dictionary<string, string[]> { [member] = [fault] });

    internal static Problem BadValues(IReadOnlyDictionary<string, string[]> errors) =>
        new(StatusCodes.Status400BadRequest, "bad-value", "A value is not one that this call takes.")
        {
            Errors = errors,
        };

    internal static Problem StoreFailed(StoreFailure failure) =>
        new(
            StatusCodes.Status503ServiceUnavailable,
            "store-failed",
            "The store does not answer.",
            $"{failure.Fault}. Canceling and engaging go on without it."
        );

    internal Task WriteAsync(HttpContext context) => ApiAnswer.Of(this).ExecuteAsync(context);

    internal string RetryAfterSeconds =>
        Math.Ceiling((RetryAfter ?? TimeSpan.Zero).TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
