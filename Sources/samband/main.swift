print("samband")
