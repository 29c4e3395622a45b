using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RiskEngine.Host.Access;
using RiskEngine.Host.Api;
using RiskEngine.Host.Telemetry;
using Serilog;

namespace RiskEngine.Host.Service;

/// <summary>The web server: limits, headers, access, routes, in this order.</summary>
internal static class WebFront
{
    private const int MaxConnections = 1024;
    private const int MaxHeaderBytes = 16 * 1024;
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>What it consists of, and the export of what is measured; it does not listen yet.</summary>
    internal static WebApplication Build(ServiceSettings settings, NodeName node, Serilog.ILogger log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel, settings));
        // Whoever stops it knows how long the engine still has answers to give.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Services.AddRoutingCore();
        builder.Services.AddOpenApi(options =>
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    (document.Info.Title, document.Info.Version, document.Servers) = ("RiskEngine", "1", []);
                    return Task.CompletedTask;
                }
            )
        );
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default)
        );
        builder.Services.AddSerilog(log);
        builder.Services.AddOtlpExport(settings.OtlpEndpoint, node);
        return builder.Build();
    }

    /// <summary>Who may do what there, and what is done then.</summary>
    internal static void Map(WebApplication app, ApiParts parts, AccessRules access, Serilog.ILogger log)
    {
        app.Use(SecurityHeaders.AddAsync);
        app.Use((context, next) => GuardAsync(context, next, log));
        app.UseRouting();
        app.Use(access.InvokeAsync);
        app.Use(NameFaultsAsync);
        ApiRoutes.Map(app, parts);
    }

    /// <summary>Where it listens, with the port that was found.</summary>
    internal static Uri AddressOf(WebApplication app) =>
        new(
            app.Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.Single()
        );

    private static void Limit(KestrelServerOptions kestrel, ServiceSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.MaxBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        kestrel.Listen(
            ListenRule.EndPointOf(settings.Listen)!,
            listen =>
            {
                if (settings.Listen.Scheme == "https")
                    listen.UseHttps(Certificate(settings));
                listen.Use(WholeRequests.Before);
            }
        );
    }

    private static X509Certificate2 Certificate(ServiceSettings settings) =>
        X509Certificate2.CreateFromPemFile(
            settings.Certificate,
            settings.CertificateKey.Length > 0 ? settings.CertificateKey : null
        );

    /// <summary>A defect is an answer too; what it was stands in the log alone.</summary>
    private static async Task GuardAsync(HttpContext context, RequestDelegate next, Serilog.ILogger log)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: nobody is there to be answered.
        }
        catch (Exception defect) when (!context.Response.HasStarted)
        {
            log.Error(defect, "{Method} {Path} failed.", context.Request.Method, context.Request.Path.Value);
            await Problem.Defect.WriteAsync(context);
        }
    }

    /// <summary>What the router refuses has no body of its own.</summary>
    private static async Task NameFaultsAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response is not { HasStarted: false, StatusCode: 404 or 405, ContentType: null })
            return;
        var problem =
            context.Response.StatusCode == 404
                ? Problem.NotFound
                : new Problem(
                    StatusCodes.Status405MethodNotAllowed,
                    "method-not-allowed",
                    "There is another method for this."
                );
        await problem.WriteAsync(context);
    }
}
