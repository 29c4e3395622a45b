using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using RiskEngine.Simulator.Http;

namespace RiskEngine.Simulator;

/// <summary>A Gemini exchange on loopback HTTP. Any real client can be pointed at <see cref="BaseAddress"/>.</summary>
public sealed class GeminiSimulator : IAsyncDisposable
{
    /// <summary>How often the world is told that time has passed while nobody calls.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication _server;
    private readonly ITimer _ticker;
    private readonly CancellationTokenSource _stopping;
    private int _isDisposed;

    private GeminiSimulator(World world, WebApplication server, ITimer ticker, CancellationTokenSource stopping)
    {
        World = world;
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

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(ListenAddress.EndPointOf(options.Url));
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
            throw;
        }
        var ticker = clock.CreateTimer(_ => world.Advance(clock.GetUtcNow()), null, Tick, Tick);
        return new GeminiSimulator(world, server, ticker, stopping);
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
    }
}
