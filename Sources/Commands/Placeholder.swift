package enum CommandsFloor {}
