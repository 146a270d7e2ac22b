# Sourced by ./demo and ./test: sees to it that the .NET SDK of global.json is there.
wanted=$(sed -n 's/.*"version": *"\([0-9.]*\)".*/\1/p' global.json | head -n 1)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
[ -x "$HOME/.dotnet/dotnet" ] && ! command -v dotnet >/dev/null 2>&1 && export PATH="$HOME/.dotnet:$PATH" DOTNET_ROOT="$HOME/.dotnet"
if ! dotnet --version >/dev/null 2>&1; then
  if [ "${install:-}" = 1 ]; then
    echo "Installing the .NET SDK $wanted into ~/.dotnet" >&2
    curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --version "$wanted" --install-dir "$HOME/.dotnet" >&2
    export PATH="$HOME/.dotnet:$PATH" DOTNET_ROOT="$HOME/.dotnet"
  else
    echo "The .NET SDK $wanted or a later patch of it is needed (https://dotnet.microsoft.com/download/dotnet/10.0)." >&2
    echo "Run this again with --install to get it into ~/.dotnet with Microsoft's script." >&2
    exit 2
  fi
fi
