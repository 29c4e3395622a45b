#!/usr/bin/env bash
# OpenTelemetry 1.20.1 (NuGet): instruments of decimal are accepted and never exported.
#
# One would guess: Meter.CreateCounter<decimal> is allowed by .NET (of ulong it throws), so money can be counted in it and
# is exported as a double.
# What happens: every kind of instrument of decimal can be made and written to, and no metric of it ever arrives: no
# exception, no log line. A name with a colon, as recording rules of Prometheus have it, is dropped as quietly.
# It hurts who alerts on the notional of open orders: the series does not exist, so the alert never fires.
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
    <PackageReference Include="OpenTelemetry" Version="[1.20.1]" />
    <PackageReference Include="OpenTelemetry.Exporter.InMemory" Version="[1.20.1]" />
  </ItemGroup>
</Project>
END
cat > Program.cs <<'END'
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

var exported = new List<Metric>();
using var meter = new Meter("desk");
using var provider = Sdk.CreateMeterProviderBuilder().AddMeter("desk").AddInMemoryExporter(exported).Build();
meter.CreateCounter<double>("notional.double").Add(1.5);
meter.CreateCounter<decimal>("notional.decimal").Add(1.5m);
meter.CreateGauge<decimal>("exposure.decimal").Record(1.5m);
meter.CreateHistogram<decimal>("fill.decimal").Record(1.5m);
meter.CreateObservableGauge("balance.decimal", () => 1.5m);
meter.CreateCounter<long>("desk:cancels").Add(1);
provider.ForceFlush();
Console.WriteLine($"exported of six: {string.Join(' ', exported.Select(metric => metric.Name))}");
END
dotnet build --nologo -v q -o out > build.txt 2>&1 || { cat build.txt; exit 2; }
saw=$(dotnet out/finding.dll)
expected='exported of six: notional.double'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
