using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Access;

namespace RiskEngine.Host.Api;

/// <summary>Signs people in with a browser, and out; and tells who somebody is.</summary>
internal sealed class SignInApi(
    Operators operators,
    BrowserSessions browsers,
    SignInThrottle throttle,
    CallAudit audit,
    SignInSettings settings,
    IReadOnlyList<Venue> venues
)
{
    internal async Task<IResult> SignInAsync(HttpContext context)
    {
        // A page of another site must not sign somebody in as somebody else.
        if (!AccessRules.IsSameOrigin(context.Request))
            return ApiAnswer.Of(Problem.Forged);
        return await ApiBody.AnswerAsync(
            context.Request,
            ApiJson.Default.SignInRequest,
            (body, _) => Task.FromResult(SignIn(context, body.Token))
        );
    }

    internal IResult SignOut(HttpContext context)
    {
        if (context.Request.Cookies[AccessRules.Cookie] is { } id)
            browsers.Close(id);
        context.Response.Cookies.Delete(AccessRules.Cookie, Options(context));
        return Results.NoContent();
    }

    internal IResult Me(HttpContext context) => Answer(Caller.Of(context).Operator, Caller.Of(context).Browser);

    private ApiAnswer SignIn(HttpContext context, string token)
    {
        var address = AccessRules.AddressOf(context);
        if (operators.Find(token.Trim()) is not { } known)
            return Refuse(context, address);
        throttle.Succeeded(address);
        var (id, session) = browsers.Open(known);
        context.Response.Cookies.Append(AccessRules.Cookie, id, Options(context));
        audit.Note(context, known.Person);
        return Answer(known, session);
    }

    private ApiAnswer Refuse(HttpContext context, string address)
    {
        if (throttle.Wait(address) is { } wait)
            return ApiAnswer.Of(Problem.TooManyFailures(wait));
        throttle.Failed(address);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        audit.Note(context, null);
        return ApiAnswer.Of(Problem.NoToken);
    }

    private ApiAnswer Answer(Operator known, BrowserSession? browser) =>
        ApiAnswer.Of(new Me(known.Person.Name, known.RoleNames, venues, browser?.AntiForgery), ApiJson.Default.Me);

    private CookieOptions Options(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = settings.Lasts,
            IsEssential = true,
        };
}
