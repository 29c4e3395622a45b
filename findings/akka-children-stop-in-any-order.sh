#!/usr/bin/env bash
# Akka 1.5.74 (NuGet): children stop in another order in each process.
#
# One would guess: when an actor stops, its children stop in the order in which they were made, or the other way round;
# at any rate in the same order each time.
# What happens: the order is another one in each process, and the same for two parents within one: it comes from the hash
# codes of the children's names, which .NET draws anew for each process. Seen in two runs: "journal orders clock sender
# prices" and "sender clock orders journal prices".
# It hurts who tests a shutdown: it passes, and in some later runs the journal stops before the orders that write to it.
# Where the order matters, stop one child, wait for its end, and then stop the next.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > finding.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Akka" Version="[1.5.74]" />
  </ItemGroup>
</Project>
END
cat > Program.cs <<'END'
using System.Collections.Concurrent;
using Akka.Actor;

var stopped = new ConcurrentQueue<string>();
// One thread for all of them, so that they end in the order in which they are told to stop.
var system = ActorSystem.Create("desk", """
    one-thread { type = ForkJoinDispatcher, throughput = 1, dedicated-thread-pool { thread-count = 1 } }
    akka.loglevel = WARNING
    """);
foreach (var name in new[] { "first", "second" })
{
    var parent = system.ActorOf(Props.Create(() => new Parent(stopped)).WithDispatcher("one-thread"), name);
    await parent.Ask<string>("are you there", TimeSpan.FromSeconds(10));
    await parent.GracefulStop(TimeSpan.FromSeconds(10));
}
await system.Terminate();
var (first, second) = (stopped.Take(5).ToList(), stopped.Skip(5).ToList());
Console.WriteLine($"{string.Join(' ', first)}; in a second parent the {(first.SequenceEqual(second) ? "same" : "order differs")}");

sealed class Parent : ReceiveActor
{
    public Parent(ConcurrentQueue<string> stopped)
    {
        foreach (var name in new[] { "journal", "orders", "sender", "clock", "prices" })
            Context.ActorOf(Props.Create(() => new Child(name, stopped)).WithDispatcher("one-thread"), name);
        ReceiveAny(_ => Sender.Tell("yes"));
    }
}

sealed class Child(string name, ConcurrentQueue<string> stopped) : UntypedActor
{
    protected override void OnReceive(object message) => Unhandled(message);

    protected override void PostStop() => stopped.Enqueue(name);
}
END
dotnet build --nologo -v q -o out > build.txt 2>&1 || { cat build.txt; exit 2; }
for run in $(seq 8); do dotnet out/finding.dll; done | tee runs.txt
orders=$(sort -u runs.txt | wc -l)
echo "orders seen in 8 processes: $orders"
[ "$orders" -gt 1 ] || { echo "The behavior has changed: the order was the same each time."; exit 1; }
