using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace RiskEngine.Testing;

/// <summary>A throwaway server on loopback, in a temporary folder, that a test may stop, pause and start again.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Superuser = "risk";
    private const string OrdinaryUser = "postgres";

    private const int LowestPort = 10_000;
    private const int Ports = 20_000;
    private const int PortsOfAProcess = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static int _portsTaken;

    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly int _port = FreePort();
    private Process? _server;
    private int _databases;
    private bool _isPaused;

    private string Data => _folder.PathOf("data");

    /// <summary>Makes a server and waits until it answers.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", OrdinaryUser, server._folder.Path);
        await RunAsync(
            server.AsOrdinaryUser(
                "initdb",
                "-D",
                server.Data,
                "-U",
                Superuser,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync"
            )
        );
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await SqlAsync(Address("postgres"), $"CREATE DATABASE {name}");
        return Address(name);
    }

    /// <summary>Runs statements as the database's owner.</summary>
    public static async Task SqlAsync(string address, string sql) => await ScalarAsync(address, sql);

    /// <summary>Runs a statement as the database's owner; the first column of its first row.</summary>
    public static async Task<object?> ScalarAsync(string address, string sql)
    {
        await using var connection = new NpgsqlConnection($"{address};Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // The test's own text.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Starts the server on its data, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        _server = Process.Start(
            AsOrdinaryUser(
                "postgres",
                "-D",
                Data,
                "-p",
                _port.ToString(CultureInfo.InvariantCulture),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                $"unix_socket_directories={_folder.Path}",
                "-c",
                // The machine outlives the test; what a crash of the server loses is the same without it.
                "fsync=off"
            )
        )!;
        // What it says is of interest to nobody, and must not fill the pipe.
        _server.OutputDataReceived += (_, _) => { };
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!await AnswersAsync())
        {
            if (_server.HasExited)
                throw new InvalidOperationException("The server ended by itself.");
            await Task.Delay(Pause, TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Ends the server and every session at once (SIGINT: it calls that a fast shutdown).</summary>
    public async Task StopAsync()
    {
        await SignalAsync("INT", _server!.Id);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await _server.WaitForExitAsync(limit.Token);
    }

    /// <summary>Kills the server (SIGQUIT, of which it recovers at the next start as after a crash).</summary>
    public async Task CrashAsync()
    {
        await SignalAsync("QUIT", _server!.Id);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await _server.WaitForExitAsync(limit.Token);
    }

    /// <summary>Stops it in the middle of everything (SIGSTOP): connections stay open, and nobody answers.</summary>
    public async Task PauseAsync()
    {
        _isPaused = true;
        // The first process first: it would start the others anew.
        await SignalAsync("STOP", _server!.Id);
        await SignalAsync("STOP", Children());
    }

    /// <summary>Lets it go on as if nothing had been.</summary>
    public async Task ResumeAsync()
    {
        // The first process last: as long as it stands still, none of the others that ended is gone.
        await SignalAsync("CONT", Children());
        await SignalAsync("CONT", _server!.Id);
        _isPaused = false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isPaused)
            await ResumeAsync();
        if (_server is { HasExited: false })
            await CrashAsync();

        _server?.Dispose();
        _folder.Dispose();
    }

    private string Address(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = _port,
            Username = Superuser,
            Database = database,
        }.ToString();

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await SqlAsync(Address("postgres"), "SELECT 1");
            return true;
        }
        catch (Exception notYet) when (notYet is NpgsqlException or SocketException)
        {
            return false;
        }
    }

    private int[] Children() =>
        File.ReadAllText($"/proc/{_server!.Id}/task/{_server.Id}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(x => int.Parse(x, CultureInfo.InvariantCulture))
            .ToArray();

    private static Task SignalAsync(string signal, params int[] processes) =>
        RunAsync("kill", [$"-{signal}", .. processes.Select(x => x.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>PostgreSQL refuses to run as root; Debian's package has made a user for it.</summary>
    private ProcessStartInfo AsOrdinaryUser(string program, params string[] arguments)
    {
        var path = Path.Combine(PostgresBinaries.Folder!, program);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo(
                "setpriv",
                [$"--reuid={OrdinaryUser}", $"--regid={OrdinaryUser}", "--clear-groups", path, .. arguments]
            )
            : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = _folder.Path;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        return start;
    }

    private static Task RunAsync(string program, params string[] arguments) =>
        RunAsync(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        );

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        var (output, error) = (
            process.StandardOutput.ReadToEndAsync(limit.Token),
            process.StandardError.ReadToEndAsync(limit.Token)
        );
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName}: {await output} {await error}");
    }

    /// <summary>A port that nobody listens on.</summary>
    /// <remarks>
    /// Below those that a system gives to outgoing connections: one of these would keep a server from listening there when
    /// it comes to it, or comes back. Every process has numbers of its own.
    /// </remarks>
    public static int FreePort()
    {
        while (true)
            try
            {
                var number = Environment.ProcessId * PortsOfAProcess + Interlocked.Increment(ref _portsTaken);
                using var listener = new TcpListener(IPAddress.Loopback, LowestPort + number % Ports);
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one, then.
            }
    }
}
