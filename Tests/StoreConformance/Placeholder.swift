package enum StoreConformanceLab {}
