#!/usr/bin/env bash
# Akka 1.5.74 (NuGet): an actor that is stopped while it awaits never comes back from the await.
#
# One would guess: Stop is looked at between two messages, so a handler of ReceiveAsync ends first, as one without an
# await does; at the latest its finally runs.
# What happens: Stop takes effect while the handler awaits. PostStop runs, watchers are told, and what stands
# behind the await never runs, finally included, when the awaited task ends.
# It hurts an actor that awaits a request to an exchange: the request goes on, its answer is looked at by nobody, and the
# semaphore that finally was to release stays taken. The one trace is a dead letter at INFO, of a type of Akka's own
# (ActorTaskSchedulerMessage). A PoisonPill, which GracefulStop sends, does wait for the handler.
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

var seen = new ConcurrentQueue<string>();
var (began, request) = (new TaskCompletionSource(), new TaskCompletionSource());
var system = ActorSystem.Create("desk", "akka.loglevel = WARNING");
var sender = system.ActorOf(Props.Create(() => new Sender(seen, began, request.Task)));
sender.Tell("cancel");
await began.Task;
var watched = sender.WatchAsync();
system.Stop(sender);
await watched;
seen.Enqueue("the watcher is told that it stopped");
request.SetResult();
seen.Enqueue("the request ended");
await Task.Delay(TimeSpan.FromSeconds(2));
Console.WriteLine(string.Join(Environment.NewLine, seen));
await system.Terminate();

sealed class Sender : ReceiveActor
{
    private readonly ConcurrentQueue<string> _seen;

    public Sender(ConcurrentQueue<string> seen, TaskCompletionSource began, Task request)
    {
        _seen = seen;
        ReceiveAsync<string>(async _ =>
        {
            seen.Enqueue("the handler begins");
            began.SetResult();
            try { await request; seen.Enqueue("the handler goes on"); }
            finally { seen.Enqueue("finally"); }
        });
    }

    protected override void PostStop() => _seen.Enqueue("PostStop");
}
END
dotnet build --nologo -v q -o out > build.txt 2>&1 || { cat build.txt; exit 2; }
saw=$(dotnet out/finding.dll)
expected='the handler begins
PostStop
the watcher is told that it stopped
the request ended'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
