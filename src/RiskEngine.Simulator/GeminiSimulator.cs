using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using RiskEngine.Simulator.Http;

namespace RiskEngine.Simulator;

/// <summary>A Gemini exchange on loopback, over HTTP or HTTPS. Any real client can be pointed at <see cref="BaseAddress"/>.</summary>
public sealed class GeminiSimulator : IAsyncDisposable
{
    /// <summary>How often the world is told that time has passed while nobody calls.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication _server;
    private readonly ITimer _ticker;
    private readonly CancellationTokenSource _stopping;
    private int _isDisposed;

    private GeminiSimulator(
        World world,
        WebApplication server,
        ITimer ticker,
        CancellationTokenSource stopping,
        X509Certificate2? certificate
    )
    {
        World = world;
        Certificate = certificate;
        _server = server;
        _ticker = ticker;
        _stopping = stopping;
        var addresses = server
            .Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>();
        BaseAddress = new Uri(addresses.Addresses.Single());
    }

    /// <summary>Where it listens, with the port that was found.</summary>
    public Uri BaseAddress { get; }

    /// <summary>
    /// Its certificate, with the key to it: signed by nobody else, made at the start and nowhere stored, so that a client has
    /// to be told of it. Null over plain http.
    /// </summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The exchange behind the sockets, to script and to inspect.</summary>
    public World World { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="options">How the exchange is set up.</param>
    /// <param name="time">The exchange's clock and timers; null for the system's.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">The options are faulty; the message lists every fault.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<GeminiSimulator> StartAsync(
        SimulatorOptions options,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default
    )
    {
        var clock = time ?? TimeProvider.System;
        var world = new World(options);
        var stopping = new CancellationTokenSource();
        var front = new HttpFront(world, clock, stopping.Token);

        var certificate = options.Url.Scheme == Uri.UriSchemeHttps ? OwnCertificate.Create(clock.GetUtcNow()) : null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(
                ListenAddress.EndPointOf(options.Url),
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    if (certificate is not null)
                        listen.UseHttps(certificate);
                }
            );
        });
        var server = builder.Build();
        server.Run(front.ServeAsync);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            stopping.Dispose();
            certificate?.Dispose();
            throw;
        }
        var ticker = clock.CreateTimer(_ => world.Advance(clock.GetUtcNow()), null, Tick, Tick);
        return new GeminiSimulator(world, server, ticker, stopping, certificate);
    }

    /// <summary>Stops at once: requests that wait or stall lose their connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        await _ticker.DisposeAsync();
        await _stopping.CancelAsync();
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
        _stopping.Dispose();
        Certificate?.Dispose();
    }
}
