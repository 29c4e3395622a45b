using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using RiskEngine.Host.Access;

namespace RiskEngine.Host.Page;

/// <summary>The page's own files, built into the program. They hold no data, so nobody needs a token to load them.</summary>
internal static class PageFiles
{
    private const string Index = "index.html";
    private const string Prefix = "console/";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var name in typeof(PageFiles).Assembly.GetManifestResourceNames())
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
                Map(routes, name[Prefix.Length..], Read(name));
    }

    private static void Map(IEndpointRouteBuilder routes, string file, byte[] content)
    {
        var (type, tag) = (
            Types[Path.GetExtension(file)],
            $"\"{Convert.ToHexString(SHA256.HashData(content))[..16]}\""
        );
        routes
            .MapMethods(
                file == Index ? "/" : $"/{file}",
                ["GET", "HEAD"],
                context => SendAsync(context, content, type, tag)
            )
            .WithMetadata(Open.Route)
            .ExcludeFromDescription();
    }

    private static Task SendAsync(HttpContext context, byte[] content, string type, string tag)
    {
        var headers = context.Response.Headers;
        // Asked for again each time, and answered with a few bytes as long as it has not changed.
        headers.CacheControl = "no-cache";
        headers[HeaderNames.ETag] = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
