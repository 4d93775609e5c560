import Commands

RailProgram.main()
